import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { onePixel } from "../support/pictures.ts";
import { admin, newPage, type Portal, restaurantId, signIn } from "../support/portal.ts";
import { FG, FGC, OPEN, PAGE, PICKER_INPUT, SECTION, SELECT_DROP, SWATCH } from "../support/selectors.ts";

const row = (n: number) => `${OPEN} > form > div > div:nth-child(${n}) > div > ${FGC}`;
const save = `${OPEN} > form > div > button`;

export const openBlock = async (page: Page, n: number) => {
  await page.locator(`${SECTION} > div:nth-child(${n}) > div`).first().click();
  await page.locator(`${SECTION} > div:nth-child(${n}) > div.block__Content-bopatn.lbcjnQ`).waitFor();
};
export const saveOpen = async (page: Page, button = save) => {
  const answer = page.waitForResponse((one) => one.request().method() !== "GET");
  await page.locator(button).click();
  expect((await answer).ok()).toBe(true);
  await page.locator(`${button}:enabled`).waitFor();
};

export function websiteFacts(portal: () => Portal): void {
  describe("settings and website tab", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    let messages: string[] = [];
    const settings = async () => {
      const { restaurants } = await portal().control.state();
      return restaurants.find((one) => one.id === restaurantId)?.settings ?? {};
    };
    const upload = async (button: string) => {
      await page.locator(button).first().click();
      const chooser = page.waitForEvent("filechooser");
      await page.locator('button:has-text("Choose a local file")').first().click();
      await (await chooser).setFiles({ name: "logo.png", mimeType: "image/png", buffer: onePixel });
      await page.locator(".uploadcare--preview__image").waitFor();
      await page.locator('.uploadcare--dialog button:has-text("Add")').first().click();
      await page.locator(".uploadcare--dialog").waitFor({ state: "detached" });
    };
    beforeAll(async () => {
      page = await newPage(portal());
      messages = [];
      page.on("dialog", (dialog) => {
        messages.push(`${dialog.type()}: ${dialog.message()}`);
        void dialog.accept();
      });
      await signIn(page);
      await page.goto(`${admin}/restaurant/${restaurantId}/settings`);
      await page.getByText("Store address").waitFor();
    });

    fact("settings-tabs", async () => {
      const tabs = page.locator(
        "#settings-tab-select-tab-select-content .components__TabSelectOptionsComponent-USxIn > div > div",
      );
      expect(await tabs.allTextContents()).toEqual(["System", "Services", "Payments", "Website", "Integrations"]);
      expect(await page.locator(`${SECTION} > div`).first().textContent()).toContain("Restaurant ID");
    });
    fact("settings-tab-ids", async () => {
      expect(await page.locator('#settings-tab-select[class*="TabSelectComponent"]').count()).toBe(1);
      expect(await page.locator("#settings-tab-select > #settings-tab-select-tab-select-content").count()).toBe(1);
    });
    fact("settings-third-div", async () => {
      expect(await page.locator(`${PAGE} > div:nth-of-type(3)`).getAttribute("class")).toBe(
        "section__SettingsSectionWrapper-VLcLJ gVhfCf",
      );
    });
    fact("settings-no-earlier-text", async () => {
      for (const text of ["Website", "Services", "Payments", "Integrations"]) {
        const inTabs = await page
          .locator(`text="${text}"`)
          .first()
          .evaluate((one) => one.closest("#settings-tab-select") !== null);
        expect(inTabs).toBe(true);
      }
    });
    fact("settings-tab-by-text", async () => {
      await page.locator('text="Website"').first().click();
      await page.locator('text="Themes"').first().waitFor();
    });
    fact("tab-in-url", async () => {
      expect(page.url()).toContain("?tab=website");
      await page.reload();
      await page.locator('text="Themes"').first().waitFor();
    });
    fact("website-blocks", async () => {
      const titles = await page.locator(`${SECTION} > div > div:first-child > span`).allTextContents();
      expect(titles.length).toBe(18);
      const known: Record<number, string> = {
        2: "Themes",
        3: "Colors",
        4: "Fonts",
        5: "Top Nav Bar",
        7: "Header",
        9: "Items",
        15: "Favicon",
        16: "SEO",
        17: "Social Media",
        18: "Custom Code",
      };
      for (const [n, title] of Object.entries(known)) expect(titles[Number(n) - 1]).toBe(title);
    });
    fact("website-titles", async () => {
      for (const title of ["Themes", "Colors", "Fonts", "Top Nav Bar", "Custom Code"]) {
        expect(await page.locator(`text="${title}"`).count()).toBe(1);
      }
    });
    fact("block-closed", async () => expect(await page.locator("div.block__Content-bopatn.lbcjnQ").count()).toBe(0));
    fact("block-open", async () => {
      await openBlock(page, 2);
      expect(await page.locator(OPEN).count()).toBe(1);
    });
    fact("block-header-svg", async () => {
      expect(await page.locator(`${SECTION} > div:nth-child(2) > div:first-child svg`).count()).toBe(1);
    });
    fact("theme-buttons", async () => {
      const buttons = page.locator(`${OPEN} > div > div > div > div > button`);
      expect((await buttons.allTextContents()).slice(1)).toEqual(["Light Theme", "Dark Theme"]);
      expect(await page.locator(`${OPEN} form`).count()).toBe(0);
    });
    fact("theme-confirm", async () => {
      await page.locator(`${OPEN} > div > div > div > div > button`).nth(2).click();
      await page.getByText("Theme saved").waitFor();
      expect(messages.at(-1)).toMatch(/^confirm: .*Changing your theme will overwrite/);
    });
    fact("theme-resets-colours", async () => {
      expect(await settings()).toMatchObject({ "website.theme": "dark", "website.colors.background": "#111111" });
    });
    fact("single-open", async () => {
      await openBlock(page, 3);
      expect(await page.locator(OPEN).count()).toBe(1);
    });
    fact("settings-first-save", async () => {
      const inOpen = await page
        .locator('button:has-text("Save")')
        .first()
        .evaluate((one) => one.closest(".block__Block-ljvlRq.epsQby") !== null);
      expect(inOpen).toBe(true);
    });
    fact("colour-rows", async () => {
      const titles = await page.locator(`${OPEN} > form > div > ${FG} .row-title`).allTextContents();
      expect(titles).toEqual([
        "Primary",
        "Primary Text",
        "Background",
        "Text",
        "Box & Popup Background",
        "Box & Popup Text",
      ]);
    });
    fact("colour-picker", async () => {
      await page.locator(`${row(6)} > div > ${SWATCH}`).click();
      const picker = page.locator(`${row(6)} > div > div.colorpicker__DropWrapper-hDQMcy.cAaOXs`);
      expect(await picker.locator("input").count()).toBe(1);
      expect(await picker.evaluate((one) => getComputedStyle(one).position)).toBe("absolute");
    });
    fact("colour-picker-hex", async () => {
      const hex = page.locator(`${row(6)} > div > ${PICKER_INPUT}`);
      await hex.fill("#abcdef");
      expect(await hex.inputValue()).toBe("#abcdef");
    });
    fact("escape-picker", async () => {
      await page.keyboard.press("Escape");
      expect(await page.locator("div.colorpicker__DropWrapper-hDQMcy").count()).toBe(0);
    });
    fact("save-feedback", async () => {
      await portal().control.faults({ kind: "delay", route: "PUT /api/restaurants/:id/settings", ms: 300, times: 1 });
      await page.locator(save).click();
      expect(await page.locator(save).isDisabled()).toBe(true);
      await page.getByText("Settings saved").first().waitFor();
      expect(await settings()).toMatchObject({ "website.colors.boxText": "#abcdef" });
    });
    fact("save-toast", async () =>
      expect(await page.locator(".toast").last().textContent()).toMatch(/success|saved|updated/i),
    );
    fact("save-leaves-open", async () =>
      expect(await page.locator(`${SECTION} > div:nth-child(3).epsQby`).count()).toBe(1),
    );
    fact("fonts-fetched", async () => {
      const asked = page.waitForRequest("**/api/fonts");
      await openBlock(page, 4);
      await asked;
    });
    fact("font-rows", async () => {
      for (const n of [3, 4]) {
        await page.locator(`${row(n)} > div`).click();
        await page.keyboard.type("Gabarito");
        await page.locator(`${SELECT_DROP} div:has-text("Gabarito")`).first().click();
      }
      await saveOpen(page);
      expect(await settings()).toMatchObject({
        "website.fonts.heading": "Gabarito",
        "website.fonts.normal": "Gabarito",
      });
    });
    fact("nav-bar-colours", async () => {
      await openBlock(page, 5);
      for (const [n, hex] of [
        [1, "#fffbf2"],
        [2, "#323232"],
      ] as const) {
        const pair = `${OPEN} > form > div > div:nth-child(1) > div > ${FGC}.grid-2.sm.sm-gap.max300 > div:nth-child(${n}) > div > ${FGC} > div`;
        await page.locator(`${pair} > ${SWATCH}`).click();
        await page.locator(`${pair} > ${PICKER_INPUT}`).fill(hex);
        await page.keyboard.press("Escape");
      }
      await saveOpen(page);
      expect(await settings()).toMatchObject({ "website.nav.background": "#fffbf2", "website.nav.text": "#323232" });
    });
    fact("upload-choose", async () => {
      await page
        .locator(`${row(3)} > div > button`)
        .first()
        .click();
      await page.locator(".uploadcare--dialog").waitFor();
      const chooser = page.waitForEvent("filechooser");
      await page.locator('button:has-text("Choose a local file")').first().click();
      await (await chooser).setFiles({ name: "logo.png", mimeType: "image/png", buffer: onePixel });
    });
    fact("upload-preview", async () =>
      page.locator('.uploadcare--preview__image, img[src*="ucarecdn.com"]').first().waitFor(),
    );
    fact("upload-add", async () => {
      await page.locator('.uploadcare--dialog button:has-text("Add")').first().click();
      await page.locator(".uploadcare--dialog").waitFor({ state: "detached" });
    });
    fact("nav-bar-logo", async () => {
      await saveOpen(page);
      expect(await page.locator(`${row(3)} > a > img`).getAttribute("src")).toBe(
        (await settings())["website.nav.logo"],
      );
    });
    fact("id-image", async () => {
      expect((await settings())["website.nav.logo"]).toMatch(
        /ucarecdn\.com\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\//,
      );
    });
    fact("header-toggle", async () => {
      await openBlock(page, 7);
      const label = page.locator(`${row(1)} > div > label`);
      expect(await label.textContent()).toBe("Off");
      await label.click();
    });
    fact("header-background", async () => upload(`${row(3)} > div.flex-line.centered > button`));
    fact("header-title", async () => page.locator(`${row(5)} > input`).fill(" "));
    fact("header-logo", async () => {
      await upload(`${row(7)} > div > button`);
      await saveOpen(page);
      const saved = await settings();
      expect(saved).toMatchObject({ "website.header.show": true, "website.header.title": " " });
      expect(saved["website.header.background"]).toContain("ucarecdn.com");
      expect(saved["website.header.logo"]).toContain("ucarecdn.com");
    });
    fact("items-style", async () => {
      await openBlock(page, 9);
      expect(await page.locator(`${row(1)} > select option`).count()).toBe(3);
      await page.locator(`${row(1)} > select`).selectOption({ index: 2 });
    });
    fact("items-tag-position", async () => {
      await page.locator(`${row(2)} > select`).selectOption({ index: 1 });
      expect(await page.locator(`${row(2)} > select option:checked`).textContent()).toBe("Inner Bottom");
      await saveOpen(page);
      expect(await settings()).toMatchObject({
        "website.items.style": "card",
        "website.items.tagPosition": "inner-bottom",
      });
    });
    fact("favicon", async () => {
      await openBlock(page, 15);
      await upload(`${OPEN} > form > div > div > div > div > div > button`);
      await page.locator('button:has-text("Save")').first().click();
      await page.locator(`${save}:enabled`).waitFor();
    });
    fact("seo", async () => {
      await openBlock(page, 16);
      await page.locator(`${row(1)} > input`).fill("Harbour Noodle House - Order Online");
      await page.locator(`${row(2)} > input`).fill("Noodles by the water");
      await saveOpen(page);
    });
    fact("social", async () => {
      await openBlock(page, 17);
      await page.locator(`${row(2)} > input`).fill("https://facebook.com/example?ref=a=b");
      await page.locator(`${row(3)} > input`).fill("https://instagram.com/example");
      await saveOpen(page);
      expect(await settings()).toMatchObject({ "website.social.facebook": "https://facebook.com/example?ref=a=b" });
    });
    fact("custom-code", async () => {
      await openBlock(page, 18);
      expect(await page.locator("textarea").count()).toBe(2);
    });
    fact("custom-code-size", async () => {
      const head = `<style id="injected">/*${"x".repeat(17_000)}*/</style>`;
      const body = `<script>document.body.dataset.ran = "yes";/*${"y".repeat(14_000)}*/</script>`;
      await page.locator("textarea").first().fill(head);
      await page.locator("textarea").nth(1).fill(body);
      await saveOpen(page);
      expect(await settings()).toMatchObject({ "website.code.head": head, "website.code.body": body });
    });
    fact("block-save", async () => {
      for (const n of [3, 4, 5, 7, 9, 15, 16, 17, 18]) {
        await openBlock(page, n);
        expect(await page.locator(save).count()).toBe(1);
      }
    });
    fact("website-fillers", async () => {
      for (const n of [1, 6, 8, 10, 11, 12, 13, 14]) {
        await openBlock(page, n);
        await saveOpen(page);
      }
    });
    fact("upload-failure", async () => {
      await openBlock(page, 15);
      await portal().control.faults({ kind: "upload-fails", times: 1 });
      await page
        .locator(`${row(1)} > div > button`)
        .first()
        .click();
      const choose = async () => {
        const chooser = page.waitForEvent("filechooser");
        await page.locator('button:has-text("Choose a local file")').click();
        await (await chooser).setFiles({ name: "logo.png", mimeType: "image/png", buffer: onePixel });
      };
      await choose();
      await page.getByText("Something went wrong during the upload", { exact: true }).waitFor();
      await page.locator('button:has-text("Please try again")').click();
      await choose();
      await page.locator(".uploadcare--preview__image").waitFor();
      await portal().control.heal();
    });
    fact("upload-close", async () => {
      await page.locator('.uploadcare--dialog [aria-label="Close"]').click();
      await page.locator(".uploadcare--dialog").waitFor({ state: "detached" });
      await page
        .locator(`${row(1)} > div > button`)
        .first()
        .click();
      await page.locator('.uploadcare--dialog button:has-text("Cancel")').click();
      await page.locator(".uploadcare--dialog").waitFor({ state: "detached" });
    });
    fact("store-shows", async () => {
      const other = await newPage(portal());
      await other.goto("http://harbournoodle.simulator.localhost/");
      expect(await other.title()).toBe("Harbour Noodle House - Order Online");
      expect(await other.locator("style#injected").count()).toBe(1);
      expect(await other.evaluate(() => document.body.dataset.ran)).toBe("yes");
      expect(await other.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(17, 17, 17)");
      expect(
        await other
          .locator("nav img.logo")
          .evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth)),
      ).toBe(1);
      await other.getByText("Chicken Pho").first().waitFor();
      await other.context().close();
    });
    fact("last-write-wins", async () => {
      const other = await newPage(portal());
      await signIn(other);
      await other.goto(`${admin}/restaurant/${restaurantId}/settings?tab=website`);
      await openBlock(other, 16);
      await openBlock(page, 16);
      await page.locator(`${row(1)} > input`).fill("From the first");
      await saveOpen(page);
      await openBlock(other, 17);
      await saveOpen(other);
      expect((await settings())["website.seo.title"]).not.toBe("From the first");
      await other.context().close();
    });
  });
}

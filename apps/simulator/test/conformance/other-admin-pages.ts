import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { admin, newPage, type Portal, restaurantId, signIn } from "../support/portal.ts";
import { FGC, MODAL, OPEN, PAGE, SECTION, TABS } from "../support/selectors.ts";
import { openBlock, saveOpen } from "./website.ts";

const formRow = (n: number) => `${OPEN} > form > div > div:nth-child(${n}) > div > ${FGC}`;
const serviceForm = `${OPEN} > div > form > div`;
const serviceRow = (n: number) => `${serviceForm} > div > div > div > div > div:nth-child(${n}) > div > ${FGC}`;
const serviceSave = `${serviceForm} > button`;
const tab = (name: string, n: number) => `${TABS(name)} > div:nth-child(${n}) > div`;

export function otherPageFacts(portal: () => Portal): void {
  describe("other admin pages", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    const settings = async () => {
      const { restaurants } = await portal().control.state();
      return restaurants.find((one) => one.id === restaurantId)?.settings ?? {};
    };
    const open = async (name: string) => {
      await page.goto(`${admin}/restaurant/${restaurantId}/settings?tab=${name}`);
      await page.locator("#nav-link-settings").waitFor();
    };
    const dialogGone = () => page.locator(".modal").waitFor({ state: "detached" });
    beforeAll(async () => {
      page = await newPage(portal());
      await signIn(page);
      await open("system");
    });

    fact("system-tax", async () => {
      await openBlock(page, 2);
      await page.locator(`${formRow(8)} > div > div > button`).click();
      const inputs = (n: number) =>
        `${OPEN} div.flex-line > div.flex-line > div:nth-child(${n}) > div > div > ${FGC} > input`;
      await page.locator(inputs(1)).fill("GST");
      await page.locator(inputs(2)).fill("15");
      await saveOpen(page);
      expect((await settings())["general.taxes"]).toEqual([{ name: "GST", rate: "15" }]);
    });
    fact("system-phone", async () => {
      await openBlock(page, 3);
      const phone = page.locator(`${formRow(4)} > input`);
      expect(await phone.inputValue()).toBe("04 555 0123");
      await phone.fill("+6445550123");
      await saveOpen(page);
    });
    fact("id-tabs-notifications", async () => {
      await openBlock(page, 8);
      expect(await page.locator("#notifications-tab-options-tab-select-content").count()).toBe(1);
    });
    fact("printer-create", async () => {
      await page
        .locator(`${OPEN} > div > div.p-4 > div.flex > button.button__ButtonComponent-igFjHP.kkCuBg.p-lr-2.m-r-2`)
        .click();
    });
    fact("printer-dialog", async () => {
      expect(await page.locator('[id$="-content"] > div:nth-child(2) > p > span').textContent()).toMatch(/^printer_/);
      const panel = '[id$="-content"] > form > div > div:nth-child(1)';
      await page.locator(`${panel} > div:nth-child(1) > div > ${FGC} > input`).fill("Kitchen");
      await page.locator(`${panel} > div:nth-child(2) > div > ${FGC} > div > label`).click();
      expect(await page.locator('[id$="-content"] > form > div > div:nth-child(2) > button').count()).toBe(1);
    });
    fact("printer-customization", async () => {
      await page.locator('text="Customization"').click();
      const fields = page.locator(`form > div > div:nth-child(1) > div:nth-child(1) ${FGC} > div > div`);
      expect(await fields.count()).toBeGreaterThanOrEqual(19);
      expect(await fields.nth(18).locator("span").first().textContent()).toBe("Customer Name");
      for (const field of ["Origin", "Payment Method"]) {
        await page
          .locator("form > div > div:nth-child(1) > div:nth-child(2) label", { hasText: field })
          .first()
          .click();
      }
    });
    fact("printer-footer", async () => {
      await page.locator('text="Header & Footer"').click();
      await page.locator("#receipt-footer-html-editor > div").click();
      await page.keyboard.type("Thank you");
      await page.locator('[id$="-content"] > form > div > div:nth-child(2) > button').click();
      await dialogGone();
      const [effect] = await portal().control.effects("printer.create");
      expect(effect?.values).toMatchObject({ values: { name: "Kitchen", autoPrint: true, footer: "Thank you" } });
      expect(JSON.stringify(effect)).not.toContain("printer_");
    });
    fact("receipt-logo", async () => {
      await page.locator(tab("notifications", 2)).click();
      expect(await page.locator(`${OPEN} .group__ButtonGroupComponent-dVAWMN > button`).count()).toBe(2);
      await page.locator(`${OPEN} button:has-text("Upload")`).first().waitFor();
    });
    fact("audio", async () => {
      await openBlock(page, 10);
      const rows = `${OPEN} > div > form > div`;
      const sound = page.locator(`${rows} > div:nth-child(1) > div > ${FGC} > select`);
      expect(await sound.locator("option").nth(5).textContent()).toBe("Plucky");
      await sound.selectOption({ index: 5 });
      await page.locator(`${rows} > div:nth-child(2) > div > ${FGC} > input`).fill("3");
      await page.locator(`${rows} > div:nth-child(3) > div > ${FGC} > div > label`).click();
      await saveOpen(page, `${rows} > button`);
      expect(await settings()).toMatchObject({ "system.audio.sound": "plucky", "system.audio.stopOnClick": true });
    });
    fact("id-tabs-accounts", async () => {
      await openBlock(page, 11);
      expect(await page.locator("#accounts-tab-options-tab-select-content").count()).toBe(1);
    });
    fact("customer-google", async () => {
      await page.locator(tab("accounts", 3)).click();
      expect(await page.locator(tab("accounts", 3)).textContent()).toBe("Google");
      await page.locator(`${OPEN} > div > form input`).fill("client-id");
      await saveOpen(page, `${OPEN} > div > form > div > button`);
    });
    fact("id-tabs-webhook", async () => {
      await openBlock(page, 14);
      await page.locator(`${OPEN} > div > button`).click();
      expect(await page.locator("#webhook-tab-options-tab-select-content").count()).toBe(1);
    });
    fact("info-line", async () => {
      const line = page.locator("#webhook-tab-options-tab-select-content > div:nth-child(2) > p > span");
      expect(await line.textContent()).toMatch(/^whsec_/);
    });
    fact("webhook", async () => {
      await page
        .locator(`form > div > div:nth-child(1) > div:nth-child(2) > div > ${FGC} > input`)
        .fill("https://hooks.example.test/");
      await page.locator(tab("webhook", 2)).click();
      expect(
        await page.locator(`form > div > div:nth-child(1) > div > div > ${FGC} > div > label`).allTextContents(),
      ).toEqual(Array.from({ length: 7 }, () => "On"));
      await page.locator("form > div > div:nth-child(2) > button").click();
      await dialogGone();
      await page.locator(OPEN, { hasText: "https://hooks.example.test/" }).waitFor();
    });

    fact("services-blocks", async () => {
      await open("services");
      await page.locator('text="Pickups"').waitFor();
      const titles = await page.locator(`${SECTION} > div > div:first-child > span`).allTextContents();
      expect(titles).toEqual(["Pickups", "Deliveries", "Dine-Ins", "Table Bookings"]);
    });
    fact("pickup-timing", async () => {
      await openBlock(page, 1);
      await page.locator(tab("accounts", 2)).click();
      for (const [n, value] of [
        [2, "0"],
        [3, "15"],
        [5, "8"],
      ] as const)
        await page.locator(`${serviceRow(n)} > input`).fill(value);
    });
    fact("services-save", async () => {
      expect(await page.locator(serviceSave).count()).toBe(1);
      await saveOpen(page, serviceSave);
      expect(await settings()).toMatchObject({
        "services.pickups.timing.first": "0",
        "services.pickups.timing.days": "8",
      });
    });
    fact("pickup-waits", async () => {
      await page.locator(tab("accounts", 4)).click();
      expect(await page.locator(tab("accounts", 4)).textContent()).toBe("Wait Times & Auto Statuses");
      expect(await page.locator(`${serviceRow(2)} > div > div`).count()).toBe(3);
      await page.locator(`${serviceRow(2)} > div:nth-child(1) > div`).click();
      for (const n of [3, 4, 5]) await page.locator(`${serviceRow(n)} > input`).fill("15");
    });
    fact("id-tabs-section", async () => {
      await openBlock(page, 2);
      expect(await page.locator("#section-tab-options-tab-select-content").count()).toBe(1);
    });
    fact("delivery-tabs", async () => {
      const titles = await page.locator(`${TABS("section")} > div > div`).allTextContents();
      expect([titles[1], titles[4], titles[7]]).toEqual(["Conditions", "Order Timing", "Custom Checkout Fields"]);
    });
    fact("delivery-first", async () => {
      expect(await page.locator(`${serviceRow(3)} > select`).count()).toBe(1);
      for (const n of [6, 10, 11]) await page.locator(`${serviceRow(n)} > div > label`).click();
    });
    fact("delivery-waits", async () => {
      await page.locator('text="Wait Times & Auto Statuses"').click();
      const names = await page.locator(`${serviceRow(2)} > div > span`).allTextContents();
      expect(names).toEqual(["Confirm", "Ready", "On Route", "Complete"]);
    });
    fact("delivery-fields", async () => {
      await page.locator(tab("section", 8)).click();
      await page.locator("div.preview__FieldActions-fEoEZR.jZeUTf").first().locator("button").click();
      await saveOpen(page, serviceSave);
      expect(await settings()).toMatchObject({
        "services.deliveries.fields": ["Gate code"],
        "services.deliveries.mapPicker": true,
      });
    });
    fact("dine-in", async () => {
      for (const n of [3, 4]) {
        await openBlock(page, n);
        expect(await page.locator(`${serviceRow(1)} > div > label`).textContent()).toBe("On");
      }
    });

    fact("payment-add", async () => {
      await open("payments");
      await page
        .locator(
          `${SECTION} > div.heading__SettingsSectionHeading-gINcTH.hDzVir.flex-l-r-center > div.flex-line.centered.cursor`,
        )
        .click();
      await page.locator('div[id$="-content"] > div:nth-child(4) > div > div:nth-child(1)').first().click();
      await page.locator('div[id$="-content"] > div:nth-child(5) > button').click();
      await dialogGone();
      await page.locator(`${SECTION} > div:nth-child(4)`, { hasText: "Stripe" }).waitFor();
    });
    fact("payment-stripe", async () => {
      await openBlock(page, 4);
      await page.locator(`${formRow(2)} > select`).selectOption("NZD");
      expect(
        await page
          .locator(`${formRow(5)} > select option`)
          .nth(2)
          .textContent(),
      ).toBe("Accordion without radio");
      expect(
        await page
          .locator(`${formRow(6)} > select option`)
          .nth(2)
          .textContent(),
      ).toBe("Flat");
      for (const n of [8, 9, 10]) await page.locator(`${formRow(n)} > input`).fill("Card");
      await page.locator(`${formRow(11)} > input`).fill("9999");
      await page.locator(`${formRow(12)} > input`).fill("2");
      await saveOpen(page);
      const [effect] = await portal().control.effects("payment-method.update");
      expect(JSON.stringify(effect?.changed)).toContain('"maxOrder":"9999"');
    });
    fact("payment-connect", async () => {
      await portal().control.faults({ kind: "stripe-connect" });
      await open("payments");
      await page.locator(`${SECTION} > div:nth-child(4)`).waitFor();
      await openBlock(page, 4);
      expect(await page.locator(`${formRow(2)} > button`).textContent()).toBe("Connect to Stripe");
      expect(await page.locator(`${formRow(3)} > select`).count()).toBe(1);
      await portal().control.heal();
    });
    fact("uber", async () => {
      await open("integrations");
      await page.locator(`${PAGE} > div.m-t-4.grid-2.md.sm-gap > div:nth-child(11)`).click();
      const form = '[id*="-content"] > div:nth-of-type(3) > form';
      await page.locator(`${form} > div:nth-child(1) > div > ${FGC} > label`).click();
      for (const n of [3, 4, 5, 6, 7])
        await page.locator(`${form} > div:nth-child(${n}) > div > ${FGC} > input`).fill("Example");
      await page.locator("#agree").check();
      const answer = page.waitForResponse("**/settings");
      await page.locator(`${form} > button`).click();
      expect((await answer).ok()).toBe(true);
      await page.locator(".modal__CloseButton-ciHmJi").click();
      await dialogGone();
    });

    fact("route-developers", async () => {
      await page.goto(`${admin}/restaurants`);
      await page.locator("#scroll-root > div > div > menu > div > div:nth-child(1) > nav > a").nth(3).click();
      await page.locator(`${PAGE} > div:nth-child(1) > div.flex-l-r-center.m-b-7 > button`).click();
    });
    fact("id-modal-api", async () =>
      expect(await page.locator(`#api-form-modal-content > ${MODAL} > form`).count()).toBe(1),
    );
    fact("developers-restaurants", async () => {
      expect(await page.locator("#api-form-modal-content form > div").count()).toBe(2);
      await page.locator("#api-form-modal-content form > div:nth-child(2) label").first().click();
    });
    fact("developers", async () => {
      await page.locator(`#api-form-modal-content form > div:nth-child(1) > div > ${FGC} > input`).fill("First");
      await page.locator("#api-form-modal-content form > button").click();
      await dialogGone();
      await page.locator(`${PAGE} > div:nth-child(1) > div.flex-l-r-center.m-b-7 > button`).click();
      await page.locator(`#api-form-modal-content form > div:nth-child(1) > div > ${FGC} > input`).fill("Second");
      await page.locator("#api-form-modal-content form > button").click();
      await dialogGone();
      const names = page.locator(`${PAGE} > div:nth-child(1) .p-lr-4.p-tb-2 > p:first-child`);
      await names.nth(1).waitFor();
      expect(await names.allTextContents()).toEqual(["Second", "First"]);
    });
    fact("item-list", async () => {
      const key = `${PAGE} > div:nth-child(1) > div.item-list__ItemListWrapper-dyLBYn.jkyIVq > div > div > div.p-lr-4.p-tb-2 > p.small > span`;
      expect(await page.locator(key).first().textContent()).toMatch(/^key_/);
    });
  });
}

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { menuCsv, smallMenu } from "../support/menu-csv.ts";
import { admin, newPage, type Portal, reservedWords, restaurantId, signIn } from "../support/portal.ts";
import { BUTTON_GROUP, MODAL, PAGE } from "../support/selectors.ts";

const importButton = `${PAGE} > div.flex-l-r-center.m-b-6 > div > div:nth-child(3) > button`;
const api = `/api/restaurants/${restaurantId}`;
const pencil = 'button:has(svg path[d*="M402.6"])';

/** Opens the dialog and imports a file; leaves it to the caller what to wait for. */
export async function importCsv(page: Page, csv: Buffer): Promise<void> {
  await page.click(importButton);
  await page.locator(`${MODAL} input`).first().fill("import");
  await page.locator('button:has-text("Proceed")').first().click();
  await page.setInputFiles('input[type="file"]', { name: "menu.csv", mimeType: "text/csv", buffer: csv });
  await page.locator('button:has-text("Upload")').first().click();
}

export function menuFacts(portal: () => Portal): void {
  describe("menus and import", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    beforeAll(async () => {
      page = await newPage(portal());
      await signIn(page);
      await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
      await page.getByText("There are no menus yet").waitFor();
    });
    const dialogGone = () => page.locator(MODAL).waitFor({ state: "detached" });
    const menusNow = async () => {
      const { restaurants } = await portal().control.state();
      return (restaurants.find((one) => one.id === restaurantId)?.menus ?? []) as MenuSeen[];
    };

    fact("menus-tabs", async () => {
      expect(await page.locator(`${PAGE} > ${BUTTON_GROUP} > button`).allTextContents()).toEqual([
        "Menus",
        "Option Sets",
        "Item Tags",
      ]);
    });
    fact("menus-content", async () => expect(await page.locator(`${PAGE} > div.m-t-8`).count()).toBe(1));
    fact("reserved-words-menus", async () => expect(await textsOf(page)).not.toMatch(reservedWords));
    fact("import-button", async () => {
      expect(await page.locator(importButton).count()).toBe(1);
      await page.click(importButton);
    });
    fact("proceed-disabled", async () =>
      expect(await page.locator('button:has-text("Proceed")').isDisabled()).toBe(true),
    );
    fact("import-word", async () => page.locator(`${MODAL} input`).first().fill("import"));
    fact("import-proceed", async () => page.locator('button:has-text("Proceed")').first().click());
    fact("menus-first-upload", async () => {
      const visible = page.locator('button:has-text("Upload"):visible').first();
      expect(await visible.evaluate((one) => one.closest('[id$="-content"]') !== null)).toBe(true);
    });
    fact("import-file", async () => {
      const file = { name: "menu.csv", mimeType: "text/csv", buffer: menuCsv(smallMenu) };
      await page.setInputFiles('input[type="file"]', file);
    });
    fact("import-upload", async () => {
      await page.locator('button:has-text("Upload"):visible').first().click();
      await dialogGone();
    });
    fact("import-silent", async () => expect(await page.locator(".toast").count()).toBe(0));
    fact("reserved-words-after-import", async () => expect(await textsOf(page)).not.toMatch(reservedWords));
    fact("csv-16", async () => {
      const [menu] = await menusNow();
      expect(menu?.categories.map((one) => one.name)).toEqual(["Featured Items", "Noodles", "Kai Māori"]);
      expect(menu?.categories.flatMap((one) => one.dishes.map((dish) => dish.name))).toEqual(
        smallMenu.map((dish) => dish.dishName),
      );
    });
    fact("id-csv", async () => {
      const [menu] = await menusNow();
      const ids = [
        menu?.id,
        ...(menu?.categories.flatMap((one) => [one.id, ...one.dishes.map((dish) => dish.id)]) ?? []),
      ];
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}$/);
    });
    fact("menu-row", async () => expect(await page.locator(".item__Wrapper-kdLbfs.list-item").count()).toBe(1));
    fact("menus-expand", async () => {
      await page.locator(".item__Wrapper-kdLbfs.list-item span").click();
      await page.getByText("Noodles", { exact: true }).click();
      await page.getByText("Chicken Pho", { exact: true }).waitFor();
    });
    fact("menus-pencils", async () => {
      const named = await page
        .locator(pencil)
        .evaluateAll((all) => all.map((one) => one.parentElement?.querySelector("span")?.textContent));
      expect(named).toEqual([
        "Menu",
        "Featured Items",
        "Noodles",
        "Beef Pho",
        "Chicken Pho",
        'Say "Cheese" Toast',
        "Kai Māori",
      ]);
    });
    fact("items-readable", async () => {
      expect(await page.locator(".dish", { hasText: "Chicken Pho" }).textContent()).toContain("17.00");
      await page.locator(pencil).nth(4).click();
      const values = await page
        .locator(`${MODAL} input, ${MODAL} textarea, ${MODAL} select`)
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      expect(values).toEqual(["Chicken Pho", "", "", "17.00", "standard", ""]);
    });
    fact("item-dialog", async () => {
      await page.getByText("Image & Tags", { exact: true }).click();
      expect(await page.locator(`${MODAL} button:has-text("Upload")`).count()).toBe(1);
      await page.getByText("Item Details", { exact: true }).click();
      expect(await page.locator(`${MODAL} button:has-text("Save")`).count()).toBe(1);
      await page.keyboard.press("Escape");
      await dialogGone();
    });
    fact("menu-dialogs", async () => {
      await page.locator(pencil).nth(0).click();
      await page.getByText("Edit Menu").waitFor();
      await page.getByText("Delete menu").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(pencil).nth(1).click();
      await page.getByText("Edit Category").waitFor();
      await page.keyboard.press("Escape");
      await dialogGone();
    });
    fact("id-dish-by-hand", async () => {
      await page.getByRole("button", { name: "Add Item" }).click();
      await page.locator(`${MODAL} input`).fill("Hand Rolled");
      await page.locator(`${MODAL} button:has-text("Save")`).click();
      await dialogGone();
      const [effect] = await portal().control.effects("dish.create");
      expect(effect?.dishId).toMatch(/^[A-Za-z0-9_-]{9}$/);
    });
    fact("second-import", async () => {
      await importCsv(page, menuCsv([{ categoryName: "Noodles", dishName: "Beef Pho" }]));
      await dialogGone();
      const menus = await menusNow();
      expect(menus.map((menu) => menu.name)).toEqual(["Menu", "Menu"]);
      const second = menus[1];
      const ids = {
        menuID: second?.id,
        categoryID: second?.categories[0]?.id,
        dishID: second?.categories[0]?.dishes[0]?.id,
      };
      await importCsv(page, menuCsv([{ ...ids, categoryName: "Noodles", dishName: "Beef Pho", dishPrice: "20.00" }]));
      await dialogGone();
      const after = await menusNow();
      expect(after.length).toBe(2);
      expect(after[1]?.categories[0]?.dishes).toMatchObject([{ name: "Beef Pho", price: "20.00" }]);
    });
    fact("import-tags", async () => {
      const body = { name: "Spicy", text: "Spicy", icon: "", background: "#ff3333", color: "#ffffff", dishIds: [] };
      await post(page, `${api}/tags`, body);
      await importCsv(
        page,
        menuCsv([{ menuName: "Tagged", categoryName: "Hot", dishName: "Laksa", tags: "Spicy~Unheard Of" }]),
      );
      await dialogGone();
      const { restaurants } = await portal().control.state();
      const seen = restaurants.find((one) => one.id === restaurantId);
      const laksa = ((seen?.menus ?? []) as MenuSeen[]).find((menu) => menu.name === "Tagged")?.categories[0]
        ?.dishes[0];
      expect(seen?.tags).toMatchObject([{ name: "Spicy", dishIds: [laksa?.id] }]);
    });
    fact("csv-20", async () => {
      const image = "0f1e2d3c-0000-4000-8000-00000000abcd";
      const dish = {
        menuName: "Pictures",
        categoryName: "All",
        dishName: "Seen",
        isCDNImage: "TRUE",
        imageCDNID: image,
      };
      await importCsv(page, menuCsv([dish], true));
      await dialogGone();
      const made = (await menusNow()).find((menu) => menu.name === "Pictures");
      expect(made?.categories[0]?.dishes[0]?.image).toContain(`ucarecdn.com/${image}/`);
    });
    fact("csv-export", async () => {
      const csv = await page.evaluate((path) => fetch(path).then((answer) => answer.text()), `${api}/menus/export`);
      const [header = "", ...lines] = csv.split("\n");
      expect(header.split(",").length).toBe(20);
      const laksa = lines.find((line) => line.includes("Laksa"));
      expect(laksa).toMatch(
        /^"[0-9a-f]{8}","Tagged",,,"[0-9a-f]{8}","Hot",,,"[0-9a-f]{8}","Laksa",9.5,"standard",,,,"Spicy",FALSE,,,$/,
      );
    });
    fact("csv-broken", async () => {
      await importCsv(page, Buffer.from("menuName,categoryName,dishName,dishPrice\nMenu,Noodles,Beef Pho\n"));
      await page.locator(`${MODAL} [role="alert"]`).waitFor();
    });
    fact("import-refusal-text", async () => {
      expect(await page.locator("body").textContent()).toMatch(reservedWords);
      await page.keyboard.press("Escape");
      await dialogGone();
      const before = (await menusNow()).length;
      await portal().control.faults({ kind: "import-refused" });
      await importCsv(page, menuCsv(smallMenu));
      expect(await page.locator(`${MODAL} [role="alert"]`).textContent()).toMatch(reservedWords);
      expect((await menusNow()).length).toBe(before);
      await portal().control.heal();
    });
  });
}

type MenuSeen = {
  id: string;
  name: string;
  categories: { id: string; name: string; dishes: { id: string; name: string; price: string; image: string }[] }[];
};

/** All text of the page, hidden text and submit-button values too: what a text search sees. */
function textsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const values = [...document.querySelectorAll<HTMLInputElement>("input[type=submit], input[type=button]")].map(
      (one) => one.value,
    );
    const body = document.body.cloneNode(true) as HTMLElement;
    for (const one of body.querySelectorAll("script, style")) one.remove();
    return [body.textContent, ...values].join("\n");
  });
}

export function post(page: Page, path: string, body: unknown): Promise<number> {
  return page.evaluate(
    async ({ path, body }) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).status;
    },
    { path, body },
  );
}

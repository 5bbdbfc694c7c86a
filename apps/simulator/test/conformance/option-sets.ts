import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { admin, newPage, type Portal, restaurantId, signIn } from "../support/portal.ts";
import { BUTTON_GROUP, CREATE_THING, FG, FGC, MODAL, PAGE, PICKER_INPUT, SWATCH, TABS } from "../support/selectors.ts";
import { post } from "./menus.ts";

const panel = "form > div > div:nth-child(1)";
const menuArrow = `${panel} > div > div > div > div > div > div > div.cursor.flex-center > svg`;
const categoryArrows = "form div.m-l-2 > div > div > div.cursor.flex-center > svg";
const tabOf = (name: string, n: number) => `${TABS(name)} > div:nth-child(${n}) > div`;

/** Expands the first menu and its categories, as automation does. */
async function expandTree(page: Page): Promise<void> {
  await page.locator(menuArrow).first().click();
  for (const arrow of await page.locator(categoryArrows).all()) await arrow.click();
}

export function optionSetFacts(portal: () => Portal): void {
  describe("option sets", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    const editorGone = () => page.locator("form").waitFor({ state: "detached" });
    beforeAll(async () => {
      page = await newPage(portal());
      await signIn(page);
      await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
      await page.locator(`${PAGE} > ${BUTTON_GROUP} > button:nth-child(2)`).click();
    });

    fact("option-create-button", async () => {
      expect(await page.locator(CREATE_THING).count()).toBe(1);
      await page.click(CREATE_THING);
    });
    fact("id-tabs-option-set", async () => {
      expect(await page.locator("#option-set-tab-options-tab-select-content").count()).toBe(1);
    });
    fact("tab-select", async () => {
      expect(await page.locator(`${TABS("option-set")} > div > div`).count()).toBe(4);
      for (const tab of await page.locator(`${TABS("option-set")} > div > div`).all())
        expect(await tab.isVisible()).toBe(true);
    });
    fact("option-editor-tabs", async () => {
      expect((await page.locator(`${TABS("option-set")} > div > div`).allTextContents()).slice(1)).toEqual([
        "Options",
        "Conditions",
        "Add / Remove From Items",
      ]);
    });
    fact("option-form", async () => {
      expect(await page.locator("form > div > div").count()).toBe(2);
      expect(await page.locator("form > div > div:last-child > button").allTextContents()).toEqual(["Save"]);
    });
    fact("option-name", async () => {
      for (const [n, text] of [
        [2, "Choose your size"],
        [3, "Size"],
      ] as const) {
        const input = page.locator(`${panel} > div:nth-child(${n}) > div > ${FGC} > input`);
        expect(await input.count()).toBe(1);
        await input.fill(text);
      }
    });
    fact("option-conditions", async () => {
      await page.locator(tabOf("option-set", 3)).click();
      for (const n of [1, 2, 3]) {
        const label = page.locator(`${panel} > div:nth-child(${n}) > div > ${FGC} > div > label`);
        expect(await label.textContent()).toBe("Off");
      }
      await page.locator(`${panel} > div:nth-child(1) > div > ${FGC} > div > label`).click();
      await page.locator(`${panel} > div:nth-child(4) > div > ${FGC} > input`).fill("1");
      await page.locator(`${panel} > div:nth-child(5) > div > ${FGC} > input`).fill("1");
    });
    fact("option-add-row", async () => {
      await page.locator(tabOf("option-set", 2)).click();
      const add = page.locator(`${panel} > div > div > div > div:nth-child(2) > button`);
      expect(await add.count()).toBe(1);
      await add.click();
      await add.click();
      expect(await page.locator("form table tbody tr").count()).toBe(2);
    });
    fact("option-row", async () => {
      const first = page.locator("form table tbody tr").first();
      expect(await first.locator('input[type="text"]').count()).toBe(2);
      expect(await first.locator('input[type="number"]').count()).toBe(1);
      expect(await first.locator('input[type="checkbox"]').count()).toBe(1);
      await first.locator('input[type="text"]').nth(0).fill("Small");
      await first.locator('input[type="text"]').nth(1).fill("S");
      const second = page.locator("form table tbody tr").nth(1);
      await second.locator('input[type="text"]').nth(0).fill("Large");
      await second.locator('input[type="number"]').fill("3.50");
    });
    fact("tree-menu-arrow", async () => {
      await page.locator(tabOf("option-set", 4)).click();
      const box = await page.locator(menuArrow).first().boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(8);
    });
    fact("collapsed-absent", async () =>
      expect(await page.locator("span.m-l-2", { hasText: "Beef Pho" }).count()).toBe(0),
    );
    fact("tree-category-arrows", async () => {
      await expandTree(page);
      expect(await page.locator(categoryArrows).count()).toBe(3);
    });
    fact("tree-labels", async () => {
      expect(await page.locator('span.m-l-2:text-is("Noodles")').count()).toBe(1);
      expect(await page.locator('span.m-l-2:text-is("Menu")').count()).toBeGreaterThan(0);
    });
    fact("tree-items", async () => {
      const label = page.locator('span.m-l-2:text-is("Chicken Pho")').locator("xpath=ancestor::label");
      expect(await label.count()).toBe(1);
      expect(await label.locator("span > *").count()).toBe(0);
      await label.click();
      expect(await label.locator("input").isChecked()).toBe(true);
    });
    fact("tree-toggle", async () => {
      const label = page.locator('span.m-l-2:text-is("Chicken Pho")').locator("xpath=ancestor::label");
      await label.click();
      expect(await label.locator("input").isChecked()).toBe(false);
    });
    fact("tree-duplicates", async () => {
      const labels = await page.locator('span.m-l-2:text-is("Beef Pho")').locator("xpath=ancestor::label").all();
      expect(labels.length).toBe(2);
      for (const label of labels) await label.click();
    });
    fact("option-values-survive", async () => {
      await page.locator(tabOf("option-set", 1)).click();
      expect(await page.locator(`${panel} > div:nth-child(2) > div > ${FGC} > input`).inputValue()).toBe(
        "Choose your size",
      );
    });
    fact("option-save-closes", async () => {
      await page.locator("form > div > div:last-child > button").click();
      await editorGone();
    });
    fact("editor-save-refreshes", async () => page.locator(".grid-card", { hasText: "Choose your size" }).waitFor());
    fact("option-price-empty", async () => {
      const [effect] = await portal().control.effects("option-set.create");
      expect(effect?.values).toMatchObject({
        name: "Choose your size",
        displayName: "Size",
        required: true,
        selectMultiple: false,
        min: "1",
        max: "1",
        options: [
          { name: "Small", printName: "S", price: "" },
          { name: "Large", printName: "", price: "3.50" },
        ],
      });
      expect(Object(effect?.values).dishIds.length).toBe(2);
    });
    fact("option-sets-readable", async () => {
      await page.locator(".grid-card", { hasText: "Choose your size" }).getByRole("button", { name: "Edit" }).click();
      expect(await page.locator(`${panel} > div:nth-child(3) > div > ${FGC} > input`).inputValue()).toBe("Size");
      await page.locator(tabOf("option-set", 4)).click();
      await expandTree(page);
      const ticked = page
        .locator('span.m-l-2:text-is("Beef Pho")')
        .first()
        .locator("xpath=ancestor::label")
        .locator("input");
      expect(await ticked.isChecked()).toBe(true);
    });
    fact("option-escape", async () => {
      await page.locator(tabOf("option-set", 1)).click();
      await page.locator(`${panel} > div:nth-child(2) > div > ${FGC} > input`).fill("Never Stored");
      await page.keyboard.press("Escape");
      await editorGone();
      expect((await portal().control.effects("option-set.update")).length).toBe(0);
    });
    fact("duplicate-names", async () => {
      const set = {
        name: "Choose your size",
        displayName: "",
        options: [],
        required: false,
        selectMultiple: false,
        enableQuantity: false,
        min: "",
        max: "",
        dishIds: [],
      };
      const path = `/api/restaurants/${restaurantId}/option-sets`;
      expect(await post(page, path, set)).toBe(201);
      await portal().control.faults({ kind: "names-unique" });
      expect(await post(page, path, set)).toBe(422);
      await portal().control.heal();
    });
  });
}

export function tagFacts(portal: () => Portal): void {
  describe("item tags", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    const details = "form > div > div:nth-child(3)";
    const background = `${details} > div:nth-child(4) > div > ${FGC} > div > ${FG}.m-b-0.m-r-6`;
    beforeAll(async () => {
      page = await newPage(portal());
      await signIn(page);
      await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
      await page.locator(`${PAGE} > ${BUTTON_GROUP} > button:nth-child(3)`).click();
    });

    fact("tag-create-button", async () => {
      expect(await page.locator(CREATE_THING).count()).toBe(1);
      await page.click(CREATE_THING);
    });
    fact("id-tabs-tag", async () => expect(await page.locator("#tag-tab-options-tab-select-content").count()).toBe(1));
    fact("tag-editor-tabs", async () => {
      expect((await page.locator(`${TABS("tag")} > div > div`).allTextContents())[1]).toBe("Add / Remove From Items");
    });
    fact("tag-name", async () => {
      for (const n of [1, 2]) {
        const input = page.locator(`${details} > div:nth-child(${n}) > div > ${FGC} > input`);
        expect(await input.count()).toBe(1);
        await input.fill("Vegan");
      }
    });
    fact("tag-colour", async () => {
      expect(await page.locator(background).count()).toBe(1);
      await page.locator(`${background} > div > div > div > ${SWATCH}`).click();
    });
    fact("tag-hex", async () => {
      const hex = page.locator(`${background} > div > div > div > ${PICKER_INPUT}`);
      expect(await hex.count()).toBe(1);
      await hex.fill("#36AB36");
    });
    fact("tag-four-children", async () => {
      expect(await page.locator("form > div > div").count()).toBe(4);
      expect(await page.locator("form > div > div:nth-child(1)").isVisible()).toBe(false);
    });
    fact("tag-picker-no-cover", async () => {
      await page.locator(tabOf("tag", 2)).click();
      await page.locator(tabOf("tag", 1)).click();
      await page.locator(`${background} > div > div > div > ${SWATCH}`).click();
      await page.locator("form > div > div:nth-child(4) > button").hover();
      expect(await page.locator(`${background} > div > div > div > ${PICKER_INPUT}`).count()).toBe(1);
    });
    fact("tag-tree", async () => {
      await page.locator(tabOf("tag", 2)).click();
      expect(await page.locator(menuArrow).count()).toBeGreaterThan(0);
      await expandTree(page);
      await page.locator('span.m-l-2:text-is("Chicken Pho")').locator("xpath=ancestor::label").click();
    });
    fact("tag-save-both", async () => {
      const save = page.locator("form > div > div:nth-child(4) > button");
      expect(await save.count()).toBe(1);
      await page.locator(tabOf("tag", 1)).click();
      expect(await save.isVisible()).toBe(true);
      await page.locator(tabOf("tag", 2)).click();
      await save.click();
      await page.locator("form").waitFor({ state: "detached" });
    });
    fact("tags-readable", async () => {
      expect(await page.locator(".grid-card", { hasText: "Vegan" }).textContent()).toContain("#36ab36");
      await page.locator(`${PAGE} > ${BUTTON_GROUP} > button:nth-child(1)`).click();
      await page.locator(".list-item span").first().click();
      await page.getByText("Noodles", { exact: true }).first().click();
      await page.locator(".dish", { hasText: "Chicken Pho" }).locator("button").click();
      await page.getByText("Image & Tags", { exact: true }).click();
      const ticked = await page.locator(`${MODAL} label:has(input:checked)`).allTextContents();
      expect(ticked).toEqual(["Vegan"]);
    });
  });
}

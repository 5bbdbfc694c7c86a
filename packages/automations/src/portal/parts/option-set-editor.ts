/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import { until } from "../wait.ts";
import { formRow } from "./form-row.ts";
import { readTicks, setTicks, type Tick } from "./item-tree.ts";
import { landmark, shows } from "./landmark.ts";
import { saveAndClose } from "./save.ts";
import { typeText } from "./text-field.ts";
import { readToggle, setToggle } from "./toggle.ts";

export type PortalOption = { name: string; printName: string; priceCents: number };

/** What the four tabs say. Empty limits are no limits. */
export type OptionSetValues = {
  name: string;
  displayName: string;
  options: PortalOption[];
  isRequired: boolean;
  isMultiple: boolean;
  hasQuantity: boolean;
  min: number;
  max: number;
};

type Tab = keyof typeof EDITOR.tabs;

/** The dialog of one option set, on whichever tab. What is typed on one tab stays while another is looked at. */
export class OptionSetEditor {
  readonly #editor: Locator;

  constructor(page: Page) {
    this.#editor = page.locator(EDITOR.editor);
  }

  async appear(): Promise<void> {
    await landmark(this.#editor, "The option set's editor");
  }

  async isOpen(): Promise<boolean> {
    return (await this.#editor.count()) > 0;
  }

  async read(): Promise<OptionSetValues> {
    await this.#goTo("details");
    const name = await this.#text(EDITOR.titles.name);
    const displayName = await this.#text(EDITOR.titles.displayName);
    await this.#goTo("options");
    const options = await this.#readOptions();
    await this.#goTo("conditions");
    return {
      name,
      displayName,
      options,
      isRequired: await this.#isOn(EDITOR.titles.required),
      isMultiple: await this.#isOn(EDITOR.titles.multiple),
      hasQuantity: await this.#isOn(EDITOR.titles.quantity),
      min: Number(await this.#text(EDITOR.titles.min)),
      max: Number(await this.#text(EDITOR.titles.max)),
    };
  }

  async readTicks(): Promise<Tick[]> {
    await this.#goTo("items");
    return await readTicks(this.#editor.locator(EDITOR.panel));
  }

  /** Only the tab that shows the tree may be open. */
  async tick(places: readonly number[]): Promise<void> {
    await setTicks(this.#editor.locator(EDITOR.panel), places);
  }

  /** Sets what differs from `there`; a toggle is read before it is touched. */
  async write(wanted: OptionSetValues, there: OptionSetValues): Promise<void> {
    const { titles } = EDITOR;
    if (wanted.name !== there.name || wanted.displayName !== there.displayName) {
      await this.#goTo("details");
      await typeText(this.#input(titles.name), "The set's name", wanted.name);
      await typeText(this.#input(titles.displayName), "The set's display name", wanted.displayName);
    }
    if (JSON.stringify(wanted.options) !== JSON.stringify(there.options)) {
      await this.#goTo("options");
      await this.#writeOptions(wanted.options);
    }
    await this.#goTo("conditions");
    await setToggle(this.#toggle(titles.required), titles.required, wanted.isRequired);
    await setToggle(this.#toggle(titles.multiple), titles.multiple, wanted.isMultiple);
    await setToggle(this.#toggle(titles.quantity), titles.quantity, wanted.hasQuantity);
    if (wanted.min !== there.min) await typeText(this.#input(titles.min), titles.min, String(wanted.min));
    if (wanted.max !== there.max) await typeText(this.#input(titles.max), titles.max, String(wanted.max));
  }

  async save(): Promise<void> {
    const button = await landmark(this.#editor.locator(EDITOR.save), "The option set's Save button");
    await saveAndClose(this.#editor, button, this.#editor.locator(EDITOR.problem));
  }

  /** Leaves without saving. */
  async leave(): Promise<void> {
    await this.#editor.page().keyboard.press("Escape");
    await this.#editor.waitFor({ state: "detached" });
  }

  async #goTo(tab: Tab): Promise<void> {
    const { tabs, titles } = EDITOR;
    await this.#editor.locator(EDITOR.tab).getByText(tabs[tab]).click();
    const landmarks = {
      details: this.#input(titles.displayName),
      options: this.#editor.locator(EDITOR.addOption),
      conditions: this.#input(titles.max),
      items: this.#editor.locator(EDITOR.panel),
    };
    await landmark(landmarks[tab], `The tab “${tab}”`);
  }

  #input(title: string): Locator {
    return formRow(this.#editor, title).locator("input");
  }

  #toggle(title: string): Locator {
    return formRow(this.#editor, title).locator("label");
  }

  #text(title: string): Promise<string> {
    return this.#input(title).inputValue();
  }

  #isOn(title: string): Promise<boolean> {
    return readToggle(this.#toggle(title), title);
  }

  async #readOptions(): Promise<PortalOption[]> {
    const rows = await this.#editor.locator(EDITOR.optionRow).evaluateAll(
      (all, selectors) =>
        all.map((row) => {
          const values = (selector: string) =>
            [...row.querySelectorAll(selector)].map((field) => (field instanceof HTMLInputElement ? field.value : ""));
          return { texts: values(selectors.text), prices: values(selectors.price) };
        }),
      { text: EDITOR.optionText, price: EDITOR.optionPrice },
    );
    return rows.map(({ texts, prices }) => {
      const [name, printName] = texts;
      const price = Number(prices[0] ?? Number.NaN);
      if (name === undefined || printName === undefined || Number.isNaN(price))
        throw fail("PORTAL_CHANGED", { landmark: "An option's row" });
      return { name, printName, priceCents: Math.round(price * 100) };
    });
  }

  async #writeOptions(options: readonly PortalOption[]): Promise<void> {
    const rows = this.#editor.locator(EDITOR.optionRow);
    const add = this.#editor.locator(EDITOR.addOption);
    for (let count = await rows.count(); count !== options.length; count = await rows.count()) {
      const next = count < options.length ? count + 1 : count - 1;
      if (count < options.length) await add.click();
      else
        await rows
          .nth(count - 1)
          .locator(EDITOR.removeOption)
          .click();
      await this.#untilRows(rows, next);
    }
    // The rows are ours and in our order, so counting them names each one.
    for (const [index, option] of options.entries()) {
      const row = rows.nth(index);
      await row.locator(EDITOR.optionText).nth(0).fill(option.name);
      await row.locator(EDITOR.optionText).nth(1).fill(option.printName);
      // Guests see “0.00” when it is typed; an empty price is free as well.
      await row.locator(EDITOR.optionPrice).fill(option.priceCents === 0 ? "" : (option.priceCents / 100).toFixed(2));
    }
    const wanted = JSON.stringify(options);
    await shows(
      rows,
      "The options",
      (shown) => shown === wanted,
      async () => JSON.stringify(await this.#readOptions()),
    );
  }

  async #untilRows(rows: Locator, count: number): Promise<void> {
    const isSo = await until(rows.page(), 3_000, async () => ((await rows.count()) === count ? true : undefined));
    if (!isSo) throw fail("PORTAL_CHANGED", { landmark: "The rows of options" });
  }
}

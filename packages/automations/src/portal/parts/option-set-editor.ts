/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";
import { OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import { formRow } from "./form-row.ts";
import { readTicks, setTicks, type Tick } from "./item-tree.ts";
import { landmark } from "./landmark.ts";
import { readOptionSet } from "./read-option-set.ts";
import { saveAndClose } from "./save.ts";
import { typeText } from "./text-field.ts";
import { setToggle } from "./toggle.ts";
import { writeOptions } from "./write-options.ts";

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
    return await readOptionSet(this.#editor);
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
      await writeOptions(this.#editor, wanted.options);
    }
    await this.#goTo("conditions");
    if (wanted.isRequired !== there.isRequired) await this.#switch(titles.required, wanted.isRequired);
    if (wanted.isMultiple !== there.isMultiple) await this.#switch(titles.multiple, wanted.isMultiple);
    if (wanted.hasQuantity !== there.hasQuantity) await this.#switch(titles.quantity, wanted.hasQuantity);
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

  #switch(title: string, isOn: boolean): Promise<void> {
    return setToggle(formRow(this.#editor, title).locator("label"), title, isOn);
  }
}

import type { Locator, Page } from "playwright-core";
import { TAG_EDITOR as EDITOR } from "../selectors-menus.ts";
import { readColour, setColour } from "./colour-picker.ts";
import { formRow } from "./form-row.ts";
import { readTicks, setTicks, type Tick } from "./item-tree.ts";
import { landmark } from "./landmark.ts";
import { saveAndClose } from "./save.ts";
import { typeText } from "./text-field.ts";

export type TagValues = { name: string; text: string; background: string };

/** The dialog of one tag. */
export class TagEditor {
  readonly #editor: Locator;

  constructor(page: Page) {
    this.#editor = page.locator(EDITOR.editor);
  }

  async appear(): Promise<void> {
    await landmark(this.#input(EDITOR.titles.name), "The tag's editor");
  }

  async isOpen(): Promise<boolean> {
    return (await this.#editor.count()) > 0;
  }

  async read(): Promise<TagValues> {
    return {
      name: await this.#input(EDITOR.titles.name).inputValue(),
      text: await this.#input(EDITOR.titles.text).inputValue(),
      background: await readColour(this.#editor.locator(EDITOR.background), "The tag's colour"),
    };
  }

  async write(wanted: TagValues): Promise<void> {
    await typeText(this.#input(EDITOR.titles.name), EDITOR.titles.name, wanted.name);
    await typeText(this.#input(EDITOR.titles.text), EDITOR.titles.text, wanted.text);
    await setColour(this.#editor.locator(EDITOR.background), "The tag's colour", wanted.background);
  }

  async readTicks(): Promise<Tick[]> {
    return await readTicks(this.#editor, EDITOR);
  }

  async tick(places: readonly number[]): Promise<void> {
    await setTicks(this.#editor.locator(EDITOR.panel), places);
  }

  async save(): Promise<void> {
    const button = await landmark(this.#editor.locator(EDITOR.save), "The tag's Save button");
    await saveAndClose(this.#editor, button, this.#editor.locator(EDITOR.problem));
  }

  /** Leaves without saving. */
  async leave(): Promise<void> {
    await this.#editor.page().keyboard.press("Escape");
    await this.#editor.waitFor({ state: "detached" });
  }

  #input(title: string): Locator {
    return formRow(this.#editor, title).locator("input");
  }
}

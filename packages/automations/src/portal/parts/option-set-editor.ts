import type { Locator, Page } from "playwright-core";
import { OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import { readTicks, setTicks, type Tick } from "./item-tree.ts";
import { landmark } from "./landmark.ts";
import { visitOptionSet } from "./option-set-visit.ts";
import { saveAndClose } from "./save.ts";

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
    return await visitOptionSet(this.#editor);
  }

  async readTicks(): Promise<Tick[]> {
    return await readTicks(this.#editor, EDITOR);
  }

  /** Only after the ticks were read: the tab that shows the tree is open then. */
  async tick(places: readonly number[]): Promise<void> {
    await setTicks(this.#editor.locator(EDITOR.panel), places);
  }

  /** Sets what differs; a toggle is read before it is touched. */
  async write(wanted: OptionSetValues): Promise<void> {
    await visitOptionSet(this.#editor, wanted);
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
}

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import type { PortalOption } from "./option-set-editor.ts";

const ROWS_LIMIT_MS = 5_000;

/**
 * Makes as many rows as there are options and fills them in order, in one visit inside the page: seven options are
 * twenty-one fields, and there are dozens of sets. Whoever saves reads all of it back first.
 */
export async function writeOptions(editor: Locator, options: readonly PortalOption[]): Promise<void> {
  const rows = options.map(({ name, printName, priceCents }) => ({
    texts: [name, printName],
    // Guests see “0.00” when it is typed; an empty price is free as well.
    price: priceCents === 0 ? "" : (priceCents / 100).toFixed(2),
  }));
  const isDone = await editor.evaluate(writeInPage, { selectors: EDITOR, rows, limitMs: ROWS_LIMIT_MS });
  if (!isDone) throw fail("PORTAL_CHANGED", { landmark: "The rows of options" });
}

type Asked = { selectors: typeof EDITOR; rows: { texts: string[]; price: string }[]; limitMs: number };

/** Runs in the page: it can use nothing from around it. */
async function writeInPage(editor: Element, { selectors, rows, limitMs }: Asked): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  const there = () => [...editor.querySelectorAll(selectors.optionRow)];
  for (let count = there().length; count !== rows.length; count = there().length) {
    const isShort = count < rows.length;
    const button = isShort
      ? editor.querySelector(selectors.addOption)
      : there().at(-1)?.querySelector(selectors.removeOption);
    if (!(button instanceof HTMLElement)) return false;
    button.click();
    while (there().length !== count + (isShort ? 1 : -1)) {
      if (performance.now() > giveUpAt) return false;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  /** As a keyboard would: the page's own setter would hide the change from the page. */
  const type = (field: Element | undefined, text: string): boolean => {
    if (!(field instanceof HTMLInputElement)) return false;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    field.focus();
    set?.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return true;
  };
  for (const [place, { texts, price }] of rows.entries()) {
    for (const [column, text] of [...texts.entries(), [texts.length, price] as const]) {
      // The page draws each field anew from the one before.
      const row = there()[place];
      const fields = row
        ? [...row.querySelectorAll(selectors.optionText), ...row.querySelectorAll(selectors.optionPrice)]
        : [];
      if (fields.length !== texts.length + 1 || !type(fields[column], text)) return false;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  return true;
}

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import type { OptionSetValues } from "./option-set-editor.ts";

const TAB_LIMIT_MS = 5_000;

type Rows = { texts: string[]; prices: string[] }[];
type Raw = { missing: string } | { fields: Record<keyof typeof EDITOR.titles, string>; rows: Rows };

/**
 * Reads the first three tabs of the open editor in one visit inside the page: with dozens of sets, a message to the browser
 * for every field is most of the time a run takes.
 */
export async function readOptionSet(editor: Locator): Promise<OptionSetValues> {
  const raw = await editor.evaluate(readInPage, {
    selectors: EDITOR,
    tabs: [EDITOR.tabs.details.source, EDITOR.tabs.options.source, EDITOR.tabs.conditions.source] as const,
    limitMs: TAB_LIMIT_MS,
  });
  if ("missing" in raw) throw fail("PORTAL_CHANGED", { landmark: raw.missing });
  const { fields, rows } = raw;
  return {
    name: fields.name,
    displayName: fields.displayName,
    options: rows.map(optionIn),
    isRequired: isOn(fields.required, EDITOR.titles.required),
    isMultiple: isOn(fields.multiple, EDITOR.titles.multiple),
    hasQuantity: isOn(fields.quantity, EDITOR.titles.quantity),
    min: Number(fields.min),
    max: Number(fields.max),
  };
}

function optionIn({ texts, prices }: Rows[number]): OptionSetValues["options"][number] {
  const [name, printName] = texts;
  const price = Number(prices[0] ?? Number.NaN);
  if (name === undefined || printName === undefined || Number.isNaN(price)) {
    throw fail("PORTAL_CHANGED", { landmark: "An option's row" });
  }
  return { name, printName, priceCents: Math.round(price * 100) };
}

function isOn(word: string, name: string): boolean {
  if (!/^(on|off)$/i.test(word)) throw fail("PORTAL_CHANGED", { landmark: name });
  return word.toLowerCase() === "on";
}

type Asked = { selectors: typeof EDITOR; tabs: readonly [string, string, string]; limitMs: number };

/** Runs in the page: it can use nothing from around it. */
async function readInPage(editor: Element, { selectors, tabs, limitMs }: Asked): Promise<Raw> {
  const { titles } = selectors;
  const giveUpAt = performance.now() + limitMs;
  const until = async (isSo: () => boolean): Promise<boolean> => {
    while (!isSo()) {
      if (performance.now() > giveUpAt) return false;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return true;
  };
  const goTo = (pattern: string) => {
    const title = new RegExp(pattern, "i");
    const strip = [...editor.querySelectorAll(`:scope ${selectors.tab} *`)];
    const tab = strip.find((one) => one.children.length === 0 && title.test(one.textContent?.trim() ?? ""));
    if (tab instanceof HTMLElement) tab.click();
  };
  /** The control half of a form row: what follows the half whose own text is the title. */
  const controlOf = (title: string): Element | undefined => {
    const named = [...editor.querySelectorAll("form *")].find((one) => one.firstChild?.nodeValue?.trim() === title);
    let half: Element | null | undefined = named;
    while (half && !half.nextElementSibling) half = half.parentElement;
    return half?.nextElementSibling ?? undefined;
  };
  const inputOf = (title: string) => controlOf(title)?.querySelector("input") ?? undefined;
  const toggleOf = (title: string) => controlOf(title)?.querySelector("label")?.innerText.trim() ?? "";
  const valuesOf = (row: Element, selector: string) =>
    [...row.querySelectorAll(selector)].map((field) => (field instanceof HTMLInputElement ? field.value : ""));

  const [details, options, conditions] = tabs;
  goTo(details);
  if (!(await until(() => inputOf(titles.displayName) !== undefined))) return { missing: titles.displayName };
  const name = inputOf(titles.name)?.value ?? "";
  const displayName = inputOf(titles.displayName)?.value ?? "";
  goTo(options);
  if (!(await until(() => editor.querySelector(selectors.addOption) !== null))) return { missing: "The options' tab" };
  const rows = [...editor.querySelectorAll(selectors.optionRow)].map((row) => ({
    texts: valuesOf(row, selectors.optionText),
    prices: valuesOf(row, selectors.optionPrice),
  }));
  goTo(conditions);
  if (!(await until(() => inputOf(titles.max) !== undefined))) return { missing: titles.max };
  return {
    rows,
    fields: {
      name,
      displayName,
      required: toggleOf(titles.required),
      multiple: toggleOf(titles.multiple),
      quantity: toggleOf(titles.quantity),
      min: inputOf(titles.min)?.value ?? "",
      max: inputOf(titles.max)?.value ?? "",
    },
  };
}

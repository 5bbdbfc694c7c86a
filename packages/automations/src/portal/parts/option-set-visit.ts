/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import type { OptionSetValues } from "./option-set-editor.ts";

const TAB_LIMIT_MS = 5_000;

type Rows = { texts: string[]; prices: string[] }[];
type Fields = Record<keyof typeof EDITOR.titles, string>;
type Raw = { missing: string } | { fields: Fields; rows: Rows };

/**
 * Goes through the first three tabs of the open editor in one visit inside the page and reads what they say; with `wanted`,
 * it first sets what differs. With dozens of sets, a message to the browser for every field is most of the time a run takes.
 */
export async function visitOptionSet(editor: Locator, wanted?: OptionSetValues): Promise<OptionSetValues> {
  const { details, options, conditions } = EDITOR.tabs;
  const raw = await editor.evaluate(visitInPage, {
    selectors: EDITOR,
    tabs: [details.source, options.source, conditions.source] as const,
    wanted: wanted && asShown(wanted),
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

/** As the fields show it. */
function asShown(set: OptionSetValues): { fields: Fields; rows: { texts: string[]; price: string }[] } {
  const onOff = (isIt: boolean) => (isIt ? "on" : "off");
  return {
    rows: set.options.map(({ name, printName, priceCents }) => ({
      texts: [name, printName],
      // Guests see “0.00” when it is typed; an empty price is free as well.
      price: priceCents === 0 ? "" : (priceCents / 100).toFixed(2),
    })),
    fields: {
      name: set.name,
      displayName: set.displayName,
      required: onOff(set.isRequired),
      multiple: onOff(set.isMultiple),
      quantity: onOff(set.hasQuantity),
      min: String(set.min),
      max: String(set.max),
    },
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

type Asked = {
  selectors: typeof EDITOR;
  tabs: readonly [string, string, string];
  wanted: ReturnType<typeof asShown> | undefined;
  limitMs: number;
};

/** Runs in the page: it can use nothing from around it. Whoever saves compares what it gives with what was wanted. */
async function visitInPage(editor: Element, { selectors, tabs, wanted, limitMs }: Asked): Promise<Raw> {
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
  const redrawn = () => new Promise((resolve) => setTimeout(resolve, 0));
  /** As a keyboard would: the page's own setter would hide the change from the page, which then draws its fields anew. */
  const type = async (field: Element | undefined, text: string): Promise<void> => {
    if (!(field instanceof HTMLInputElement) || field.value === text) return;
    field.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await redrawn();
  };
  /** Read before it is touched: a toggle that is clicked blindly flips. */
  const setToggle = async (title: string, word: string): Promise<void> => {
    if (toggleOf(title).toLowerCase() === word) return;
    controlOf(title)?.querySelector("label")?.click();
    await until(() => toggleOf(title).toLowerCase() === word);
  };
  const rows = () => [...editor.querySelectorAll(selectors.optionRow)];
  const setRowCount = async (count: number): Promise<boolean> => {
    for (let there = rows().length; there !== count; there = rows().length) {
      const isShort = there < count;
      const button = isShort
        ? editor.querySelector(selectors.addOption)
        : rows().at(-1)?.querySelector(selectors.removeOption);
      if (!(button instanceof HTMLElement)) return false;
      button.click();
      if (!(await until(() => rows().length === there + (isShort ? 1 : -1)))) return false;
    }
    return true;
  };

  const [details, options, conditions] = tabs;
  goTo(details);
  if (!(await until(() => inputOf(titles.displayName) !== undefined))) return { missing: titles.displayName };
  if (wanted) {
    await type(inputOf(titles.name), wanted.fields.name);
    await type(inputOf(titles.displayName), wanted.fields.displayName);
  }
  const name = inputOf(titles.name)?.value ?? "";
  const displayName = inputOf(titles.displayName)?.value ?? "";

  goTo(options);
  if (!(await until(() => editor.querySelector(selectors.addOption) !== null))) return { missing: "The options' tab" };
  if (wanted) {
    if (!(await setRowCount(wanted.rows.length))) return { missing: "The rows of options" };
    for (const [place, { texts, price }] of wanted.rows.entries()) {
      for (const [column, text] of texts.entries())
        await type(rows()[place]?.querySelectorAll(selectors.optionText)[column], text);
      const field = rows()[place]?.querySelector(selectors.optionPrice) ?? undefined;
      const isSame = field instanceof HTMLInputElement && Number(field.value) === Number(price);
      if (!isSame) await type(field, price);
    }
  }
  const shown = rows().map((row) => ({
    texts: valuesOf(row, selectors.optionText),
    prices: valuesOf(row, selectors.optionPrice),
  }));

  goTo(conditions);
  if (!(await until(() => inputOf(titles.max) !== undefined))) return { missing: titles.max };
  if (wanted) {
    await setToggle(titles.required, wanted.fields.required);
    await setToggle(titles.multiple, wanted.fields.multiple);
    await setToggle(titles.quantity, wanted.fields.quantity);
    for (const title of ["min", "max"] as const) {
      const field = inputOf(titles[title]);
      if (Number(field?.value) !== Number(wanted.fields[title])) await type(field, wanted.fields[title]);
    }
  }
  return {
    rows: shown,
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

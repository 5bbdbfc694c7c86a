import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { LISTS } from "../selectors.ts";
import { until } from "../wait.ts";
import { chooseOption } from "./choose.ts";
import { landmark, shows } from "./landmark.ts";

const FILTER_LIMIT_MS = 3_000;

export type Choice = {
  /** typed into the list's search */
  search: string;
  /** words that the one right option holds */
  words: readonly string[];
};

/** Opens the list, filters it and picks the one option that fits; OPTION_NOT_OFFERED for none or several. Gives its text. */
export async function pickFromList(row: Locator, name: string, { search, words }: Choice): Promise<string> {
  const list = await landmark(row.locator(LISTS.select), name);
  const input = list.locator(LISTS.selectInput);
  await input.click();
  await input.fill(search);
  const offered = list.locator(LISTS.selectOption);
  const options = await until(row.page(), FILTER_LIMIT_MS, async () => {
    const texts = (await offered.allInnerTexts()).map((text) => text.trim());
    const isFiltered = texts.length > 0 && texts.every((text) => text.toLowerCase().includes(search.toLowerCase()));
    return isFiltered ? texts : undefined;
  });
  const option = chooseOption(options ?? [], words);
  if (option === undefined)
    throw fail("OPTION_NOT_OFFERED", { option: words.join(" "), field: name, offered: options ?? [] });
  await offered.getByText(option, { exact: true }).click();
  await shows(list, name, (shown) => shown === option, shownIn);
  return option;
}

/** What a closed list shows as chosen. */
export async function shownIn(list: Locator): Promise<string> {
  const isOpen = (await list.locator(LISTS.selectOption).count()) > 0;
  return isOpen ? "" : await list.locator(LISTS.selectInput).inputValue();
}

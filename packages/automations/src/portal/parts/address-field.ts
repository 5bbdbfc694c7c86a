import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { LISTS } from "../selectors.ts";
import type { Session } from "../session.ts";
import { failureBehindSignIn } from "../traffic.ts";
import { until } from "../wait.ts";
import { chooseSuggestion } from "./choose.ts";
import { landmark, shows } from "./landmark.ts";

const SUGGESTIONS_LIMIT_MS = 15_000;
const NAME = "Address";

/**
 * Types the address and picks the suggestion that is this address. What was only typed counts for nothing at the portal.
 * Throws ADDRESS_NOT_SUGGESTED when none or several fit. Gives the picked text.
 */
export async function pickAddress(session: Session, row: Locator, address: string): Promise<string> {
  const mark = session.traffic.mark();
  const input = (await landmark(row.locator(LISTS.address), NAME)).locator("input");
  await input.fill(address);
  const offered = row.locator(LISTS.addressOption);
  const texts = await readSuggestions(session, row);
  const trouble = failureBehindSignIn(session.traffic.since(mark));
  if (trouble) throw trouble;
  const suggestion = chooseSuggestion(texts, address);
  if (suggestion === undefined) throw fail("ADDRESS_NOT_SUGGESTED", { address, suggestions: texts });
  await offered.getByText(suggestion, { exact: true }).click();
  await shows(input, NAME, (value) => value === suggestion);
  return suggestion;
}

/** The dropdown says that it is loading, then shows options or goes away again. */
async function readSuggestions({ page }: Session, row: Locator): Promise<string[]> {
  let hasLoaded = false;
  const texts = await until(page, SUGGESTIONS_LIMIT_MS, async () => {
    const options = await row.locator(LISTS.addressOption).allInnerTexts();
    if (options.length > 0) return options.map((text) => text.trim());
    const isOpen = (await row.locator(LISTS.addressDropdown).count()) > 0;
    if (!isOpen && hasLoaded) return [];
    hasLoaded ||= isOpen;
    return undefined;
  });
  if (texts === undefined && hasLoaded) throw fail("PORTAL_SLOW", { what: "the list of addresses" });
  return texts ?? [];
}

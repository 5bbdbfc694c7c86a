import type { Locator } from "playwright-core";

/** The control half of the form row with this title: what follows the half whose own text is the title. */
export function formRow(scope: Locator, title: string): Locator {
  const titled = `.//*[normalize-space(text()[1])=${xpathText(title)}]`;
  return scope.locator(`xpath=${titled}/ancestor-or-self::*[following-sibling::*][1]/following-sibling::*[1]`);
}

/** XPath has no escapes; titles are ours and hold one kind of quote at most. */
function xpathText(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

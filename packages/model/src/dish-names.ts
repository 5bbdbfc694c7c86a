/** What menu scrapers leave in names (flows reference, section 3.1): likes, ranks, button texts. */
const NOISE = [
  /\bplus small\b/giu,
  /\bthumb up outline\b/giu,
  /\bno\. ?[123] most liked\b/giu,
  /\d+(?:\.\d+)?\s?%/gu,
  /\(\s*\d+\s*\)/gu,
];
/** Invisible marks that make two equal-looking names differ: zero-width spaces, byte order mark, writing directions. */
const INVISIBLE = /[\u200B\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const DOUBLED_SEPARATORS = /([•·|,;])(?:\s*[•·|,;])+/gu;
const LOOSE_ENDS = /^[\s•·|,;]+|(?:[\s•·|,;]|\s[-–])+$/gu;

/**
 * The one rule for names of dishes, categories and option sets: what goes to the portal and what is looked for there.
 * Cleaning a clean name changes nothing. A name that is nothing but noise becomes empty; refuse it.
 */
export function cleanDishName(name: string): string {
  let cleaned = tidySpaces(name);
  // Taking one piece out can bring the next together: "((6)6)".
  for (let before = ""; before !== cleaned; ) {
    before = cleaned;
    for (const noise of NOISE) cleaned = cleaned.replace(noise, " ");
    cleaned = tidySpaces(cleaned.replace(DOUBLED_SEPARATORS, "$1").replace(LOOSE_ENDS, ""));
  }
  return cleaned;
}

/** Unicode form, invisible marks and runs of spaces: differences nobody can see. */
export function tidySpaces(text: string): string {
  return text.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/gu, " ").trim();
}

/**
 * Is this portal label that dish? The name as it stands, or as we clean it before sending. Case and accents count;
 * nothing like it will do.
 */
export function isSameDishName(label: string, name: string): boolean {
  const seen = tidySpaces(label);
  return seen === tidySpaces(name) || seen === cleanDishName(name);
}

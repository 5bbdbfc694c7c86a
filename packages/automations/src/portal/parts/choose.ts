import { normaliseName } from "@pumpd/model";

/**
 * The one option that holds every wanted word, as whole words. None or several: undefined; the caller says which field.
 * Of several, one whose text is exactly a wanted word wins ("Auckland" beside "Auckland Islands").
 */
export function chooseOption(options: readonly string[], wanted: readonly string[]): string | undefined {
  const words = wanted.map(normaliseName);
  const fitting = options.filter((option) => words.every((word) => holdsWord(normaliseName(option), word)));
  if (fitting.length === 1) return fitting[0];
  const exact = fitting.filter((option) => words.includes(normaliseName(option)));
  return exact.length === 1 ? exact[0] : undefined;
}

function holdsWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0) return false;
  const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return !isLetter(text[at - 1]) && !isLetter(text[at + word.length]);
}

/**
 * The one suggestion that is the address: the same street and house number (all before the first comma), and every
 * further part that was typed. Never the first, never the closest.
 */
export function chooseSuggestion(suggestions: readonly string[], address: string): string | undefined {
  const [street = "", ...rest] = partsOf(address);
  const same = suggestions.filter((text) => normaliseName(text) === normaliseName(address));
  if (same.length === 1) return same[0];
  const fitting = suggestions.filter((text) => {
    const [itsStreet, ...itsRest] = partsOf(text);
    return (
      itsStreet === street && rest.every((part) => itsRest.some((its) => its === part || its.startsWith(`${part} `)))
    );
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function partsOf(address: string): string[] {
  return address
    .split(",")
    .map(normaliseName)
    .filter((part) => part !== "");
}

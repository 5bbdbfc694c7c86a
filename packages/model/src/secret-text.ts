const MIN_LENGTH = 32;
const MIN_CHARACTERS = 10;
/** What stands in examples, guides and compose files, so that everybody knows it. */
const PLACEHOLDER =
  /change.?(me|this|it)|placeholder|example|replace|insert|your[-_ ]|secret|passw|default|qwerty|012345|123456/i;

/** Why a text cannot be a deployment's own secret; undefined when nothing speaks against it. */
export function whyNoSecret(text: string): string | undefined {
  if (text.length < MIN_LENGTH) return `needs at least ${MIN_LENGTH} characters`;
  if (PLACEHOLDER.test(text)) return "is a placeholder that everybody knows";
  if (new Set(text).size < MIN_CHARACTERS) return "repeats a few characters";
  return undefined;
}

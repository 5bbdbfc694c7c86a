/** The one rule for comparing names: Unicode form, case, apostrophe shape and spaces never make two names differ. */
export function normaliseName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/[‘’ʻʼ`´]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLocaleLowerCase("en");
}

export function isSameName(one: string, other: string): boolean {
  return normaliseName(one) === normaliseName(other);
}

const MIN_SUBDOMAIN_LENGTH = 4;
const SHORT_PREFIX = "order-";

/**
 * The store address we propose for a name: macrons and accents lose their marks, everything but a–z and 0–9 goes.
 * Shorter than four characters gets the portal's `order-` prefix; nothing left gives an empty string, which a form refuses.
 */
export function proposeSubdomain(name: string): string {
  const cleaned = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 63);
  if (cleaned === "") return "";
  return cleaned.length < MIN_SUBDOMAIN_LENGTH ? `${SHORT_PREFIX}${cleaned}` : cleaned;
}

export const SUBDOMAIN_PATTERN = /^[a-z0-9](?:[a-z0-9-]{2,61})[a-z0-9]$/;

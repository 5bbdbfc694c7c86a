export type ReadPrice = { kind: "price"; cents: number } | { kind: "refused"; reason: string };

/** Above it is a slip of the decimal point, not a dish. */
const MAX_CENTS = 99_999_99;

const CURRENCY = /^(?:(?:nz|au|us|ca|a|c)?\$|nzd|aud|usd|cad|gbp|eur|£|€)|(?:\$|nzd|aud|usd|cad|gbp|eur|£|€)$/iu;
/** 12 · 12.5 · 12.50 */
const PLAIN = /^\d{1,7}(?:\.\d{1,2})?$/u;
/** 12,5 · 12,50 */
const COMMA_DECIMALS = /^\d{1,7},\d{1,2}$/u;
/** 1,234 · 1,234.50 · 1 234.50 · 1'234.50 */
const GROUPED = /^\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*(?:\.\d{1,2})?$/u;
/** 1.234,50 · 1 234,50 */
const GROUPED_COMMA_DECIMALS = /^\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*,\d{1,2}$/u;

/** A price with or without currency and thousands. What could be read in two ways is refused, never guessed. */
export function readPrice(text: string): ReadPrice {
  const bare = withoutCurrency(text.normalize("NFKC").trim());
  if (bare === "") return refused("The price is empty.");
  if (/^[-−(]/u.test(bare)) return refused(`“${text.trim()}” is below zero.`);
  const number = toNumber(bare);
  if (number === undefined) {
    if (/^\d+[.,]\d{3,}$/u.test(bare))
      return refused(`“${text.trim()}” can be read in two ways; write it with two decimals.`);
    return refused(`“${text.trim()}” is not a price.`);
  }
  const cents = Math.round(number * 100);
  return cents > MAX_CENTS ? refused(`“${text.trim()}” is more than a dish can cost.`) : { kind: "price", cents };
}

const refused = (reason: string): ReadPrice => ({ kind: "refused", reason });

function withoutCurrency(text: string): string {
  return text.replace(CURRENCY, "").trim().replace(CURRENCY, "").trim();
}

function toNumber(bare: string): number | undefined {
  if (PLAIN.test(bare)) return Number(bare);
  if (COMMA_DECIMALS.test(bare)) return Number(bare.replace(",", "."));
  if (GROUPED.test(bare)) return Number(bare.replace(/[, '’]/gu, ""));
  if (GROUPED_COMMA_DECIMALS.test(bare)) return Number(bare.replace(/[. '’]/gu, "").replace(",", "."));
  return undefined;
}

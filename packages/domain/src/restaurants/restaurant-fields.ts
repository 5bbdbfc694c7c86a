import { type ScopedTx, tables } from "@pumpd/db";
import { COUNTRIES, type Country, defaultTimezone, type WeekHours } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { invalidInput } from "../errors.ts";

/** What people and programs may say about a restaurant. Left out: unchanged. Null: cleared. */
export type RestaurantFields = {
  name: string;
  subdomain?: string | null;
  address?: string | null;
  phone?: string | null;
  openingHours?: WeekHours | null;
  country?: Country;
  timezone?: string;
  accountId?: string | null;
};

/** Throws INVALID_INPUT for an account of nobody or of somebody else: the same words. */
export async function requireAccount(tx: ScopedTx, accountId: string | null | undefined): Promise<void> {
  if (!accountId) return;
  const { portalAccounts } = tables;
  const [account] = await tx
    .select({ id: portalAccounts.id })
    .from(portalAccounts)
    .where(eq(portalAccounts.id, accountId));
  if (!account) throw invalidInput({ accountId: "There is no such portal account." });
}

export function placeOf(country: Country, timezone: string | undefined): { country: Country; timezone: string } {
  if (timezone === undefined) return { country, timezone: defaultTimezone(country) };
  if (!Object.hasOwn(COUNTRIES[country].timezones, timezone))
    throw invalidInput({ timezone: `${COUNTRIES[country].name} has no timezone ${timezone}.` });
  return { country, timezone };
}

/** An empty text field of a form is "not known", never an empty string in a row. */
export function blankToNull<T extends string | null | undefined>(text: T): T | null {
  return text === "" ? null : text;
}

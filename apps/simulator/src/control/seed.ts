import { nanoid } from "nanoid";
import { z } from "zod";
import { settingsOfNew } from "../portal/default-settings.ts";
import { isPassword, sealPassword } from "../portal/passwords.ts";
import type { Journal } from "../store/journal.ts";
import type { Account, Put, Restaurant } from "../store/state.ts";
import { type Choice, currencies, days, locales, timezones } from "../words.ts";

const slot = z.object({ day: z.enum(days), open: z.string(), close: z.string() });

const seededRestaurant = z.object({
  id: z
    .string()
    .regex(/^RES[A-Za-z0-9_-]+$/)
    .optional(),
  name: z.string(),
  subdomain: z.string(),
  address: z.string().default(""),
  phone: z.string().default(""),
  hours: z.array(slot).default([]),
  locale: z.string().default("en-NZ"),
  timezone: z.string().default("Pacific/Auckland"),
  currency: z.string().default("NZD"),
  taxInPrices: z.boolean().default(true),
});

export const seedSchema = z.object({
  accounts: z.array(
    z.object({
      email: z.string().min(1),
      password: z.string().min(1),
      base: z.string().default("simulator.localhost"),
      restaurants: z.array(seededRestaurant).default([]),
    }),
  ),
});

/** Idempotent: an account that exists gets its password, a restaurant whose subdomain exists is kept as it is. */
export function seed(journal: Journal, input: z.infer<typeof seedSchema>): void {
  for (const { email, password, base, restaurants } of input.accounts) {
    const known = [...journal.state.accounts.values()].find((one) => one.base === base && one.email === email);
    const account = known ?? { id: `ACC${nanoid(21)}`, base, email };
    const puts: Put[] = [];
    if (!known || !isPassword(password, known)) {
      const value: Account = { ...account, ...sealPassword(password) };
      puts.push({ in: "accounts", id: account.id, value });
    }
    for (const one of restaurants) {
      const isThere = [...journal.state.restaurants.values()].some(
        (other) => other.base === base && other.subdomain === one.subdomain,
      );
      if (!isThere) puts.push(putOf({ account: account.id, base }, one));
    }
    if (puts.length > 0) journal.commit(puts, []);
  }
}

/** A seed may name a choice as the API does or as the page shows it. */
function valueIn(choices: Choice[], named: string): string {
  return choices.find((choice) => choice.value === named || choice.text === named)?.value ?? named;
}

function putOf(owner: { account: string; base: string }, one: z.infer<typeof seededRestaurant>): Put {
  const value: Restaurant = {
    id: one.id ?? `RES${nanoid(21)}`,
    base: owner.base,
    accountId: owner.account,
    subdomain: one.subdomain,
    createdAt: new Date().toISOString(),
    settings: settingsOfNew({
      ...one,
      locale: valueIn(locales, one.locale),
      timezone: valueIn(timezones, one.timezone),
      currency: valueIn(currencies, one.currency),
      customerLocale: valueIn(locales, one.locale),
      dateFormat: "DD/MM/YYYY",
      timeFormat: "12",
      mapSource: "google",
    }),
  };
  return { in: "restaurants", id: value.id, value };
}

/** What a person or test may see of the state: everything but secrets. */
export function visibleState(state: Journal["state"]): Record<string, unknown> {
  const of = <Value extends { restaurantId: string }>(all: Map<string, Value>, id: string) =>
    [...all.values()].filter((one) => one.restaurantId === id);
  const restaurants = [...state.restaurants.values()].map((one) => ({
    id: one.id,
    account: state.accounts.get(one.accountId)?.email,
    name: one.settings["general.name"],
    subdomain: one.subdomain,
    storeAddress: `${one.subdomain}.${one.base}`,
    createdAt: one.createdAt,
    address: one.settings["location.address"],
    phone: one.settings["location.phone"],
    hours: one.settings["location.hours"],
    locale: one.settings["general.locale"],
    timezone: one.settings["general.timezone"],
    currency: one.settings["general.currency"],
    taxInPrices: one.settings["general.taxInPrices"],
    settings: one.settings,
    menus: state.menus.get(one.id)?.menus ?? [],
    optionSets: of(state.optionSets, one.id),
    tags: of(state.tags, one.id),
    parts: of(state.parts, one.id).map(({ secret: _secret, ...rest }) => rest),
  }));
  return {
    accounts: [...state.accounts.values()].map(({ email, base, id }) => ({
      email,
      base,
      restaurants: restaurants.filter((one) => state.restaurants.get(one.id)?.accountId === id).map((one) => one.id),
      apiKeys: [...state.apiKeys.values()].filter((key) => key.accountId === id).map((key) => key.name),
    })),
    restaurants,
    sessions: state.sessions.size,
    files: [...state.files.values()],
  };
}

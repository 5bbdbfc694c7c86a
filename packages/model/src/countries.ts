import { z } from "zod";

export const COUNTRY_CODES = ["NZ", "AU", "US", "GB", "CA"] as const;
export const countrySchema = z.enum(COUNTRY_CODES, `Country is one of ${COUNTRY_CODES.join(", ")}`);
export type Country = z.infer<typeof countrySchema>;

type CountryFacts = {
  name: string;
  /** what finds the locale in the portal's list */
  locale: string;
  currency: string;
  phonePrefix: string;
  taxName: string;
  taxRate: number;
  /** IANA zone → the city typed into the portal's timezone list; the first is the default */
  timezones: Readonly<Record<string, string>>;
};

/** What the portal offers per country (flows reference, section 1.4). */
export const COUNTRIES: Readonly<Record<Country, CountryFacts>> = {
  NZ: {
    name: "New Zealand",
    locale: "New Zealand",
    currency: "NZD",
    phonePrefix: "+64",
    taxName: "GST",
    taxRate: 15,
    timezones: { "Pacific/Auckland": "Auckland", "Pacific/Chatham": "Chatham" },
  },
  AU: {
    name: "Australia",
    locale: "Australia",
    currency: "AUD",
    phonePrefix: "+61",
    taxName: "GST",
    taxRate: 10,
    timezones: {
      "Australia/Sydney": "Sydney",
      "Australia/Melbourne": "Melbourne",
      "Australia/Brisbane": "Brisbane",
      "Australia/Perth": "Perth",
      "Australia/Adelaide": "Adelaide",
      "Australia/Darwin": "Darwin",
      "Australia/Hobart": "Hobart",
    },
  },
  US: {
    name: "United States",
    locale: "United States",
    currency: "USD",
    phonePrefix: "+1",
    taxName: "Tax",
    taxRate: 0,
    timezones: {
      "America/New_York": "New York",
      "America/Chicago": "Chicago",
      "America/Denver": "Denver",
      "America/Los_Angeles": "Los Angeles",
      "America/Phoenix": "Phoenix",
      "America/Anchorage": "Anchorage",
      "Pacific/Honolulu": "Honolulu",
    },
  },
  GB: {
    name: "United Kingdom",
    locale: "United Kingdom",
    currency: "GBP",
    phonePrefix: "+44",
    taxName: "VAT",
    taxRate: 20,
    timezones: { "Europe/London": "London" },
  },
  CA: {
    name: "Canada",
    locale: "Canada",
    currency: "CAD",
    phonePrefix: "+1",
    taxName: "GST",
    taxRate: 5,
    timezones: {
      "America/Toronto": "Toronto",
      "America/Winnipeg": "Winnipeg",
      "America/Edmonton": "Edmonton",
      "America/Vancouver": "Vancouver",
      "America/Halifax": "Halifax",
      "America/St_Johns": "St. John's",
    },
  },
};

export function defaultTimezone(country: Country): string {
  const first = Object.keys(COUNTRIES[country].timezones)[0];
  if (!first) throw new Error(`country ${country} has no timezone`);
  return first;
}

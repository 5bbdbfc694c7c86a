import type { NewRestaurant, Settings } from "../words.ts";

export const themes = {
  light: {
    "website.colors.primary": "#2563eb",
    "website.colors.primaryText": "#ffffff",
    "website.colors.background": "#f5f5f5",
    "website.colors.text": "#222222",
    "website.colors.box": "#ffffff",
    "website.colors.boxText": "#222222",
  },
  dark: {
    "website.colors.primary": "#f59e0b",
    "website.colors.primaryText": "#111111",
    "website.colors.background": "#111111",
    "website.colors.text": "#eeeeee",
    "website.colors.box": "#1f1f1f",
    "website.colors.boxText": "#eeeeee",
  },
} as const satisfies Record<string, Settings>;

/** A new restaurant's settings document: what the create form said, and the portal's own beginnings. */
export function settingsOfNew(input: Omit<NewRestaurant, "subdomain" | "address"> & { address: string }): Settings {
  return {
    "general.name": input.name,
    "general.locale": input.locale,
    "general.customerLocale": input.customerLocale,
    "general.timezone": input.timezone,
    "general.dateFormat": input.dateFormat,
    "general.timeFormat": input.timeFormat,
    "general.currency": input.currency,
    "general.taxInPrices": input.taxInPrices,
    "general.taxes": [],
    "location.mapSource": input.mapSource,
    "location.address": input.address,
    "location.phone": input.phone,
    "location.hours": input.hours,
    "website.theme": "default",
    ...themes.light,
    "website.fonts.heading": "Inter",
    "website.fonts.normal": "Inter",
    "website.nav.background": "#ffffff",
    "website.nav.text": "#222222",
    "website.header.show": false,
    "website.items.style": "list",
    "website.items.tagPosition": "none",
  };
}

import { z } from "zod";
import { type Call, type Endpoint, type NewEffect, ownRestaurant, Refusal, signedIn } from "../http/call.ts";
import type { Settings } from "../words.ts";
import { changesBetween } from "./changes.ts";
import { themes } from "./default-settings.ts";
import { fonts } from "./fonts.ts";
import { slotSchema } from "./restaurants.ts";

const value = z.union([
  z.string().max(1_000_000),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(slotSchema),
  z.array(z.object({ name: z.string(), rate: z.string() })),
]);
const settingsSave = z.object({ block: z.string(), settings: z.record(z.string(), value) });

function saved(call: Call, settings: Settings, effect: Pick<NewEffect, "kind"> & Record<string, unknown>) {
  const restaurant = ownRestaurant(call);
  const changed = changesBetween(restaurant.settings, settings);
  return {
    status: 200,
    body: { settings },
    puts: [{ in: "restaurants" as const, id: restaurant.id, value: { ...restaurant, settings } }],
    effects: [{ account: signedIn(call).email, restaurantId: restaurant.id, ...effect, changed }],
  };
}

/** The whole document is replaced, whatever changed since it was read: two sessions overwrite each other. */
const save: Endpoint = {
  method: "PUT",
  path: "/api/restaurants/:id/settings",
  effect: "settings.update",
  needs: "account",
  handle(call) {
    const { block, settings } = settingsSave.parse(call.body);
    if (!String(settings["general.name"] ?? "").trim()) throw new Refusal(422, "Please enter a restaurant name.");
    return saved(call, settings, { kind: "settings.update", block });
  },
};

const applyTheme: Endpoint = {
  method: "POST",
  path: "/api/restaurants/:id/theme",
  effect: "theme.apply",
  needs: "account",
  handle(call) {
    const { theme } = z.object({ theme: z.enum(["default", "light", "dark"]) }).parse(call.body);
    const colors = theme === "dark" ? themes.dark : themes.light;
    const settings = { ...ownRestaurant(call).settings, ...colors, "website.theme": theme };
    return saved(call, settings, { kind: "theme.apply", theme });
  },
};

const listFonts: Endpoint = {
  method: "GET",
  path: "/api/fonts",
  needs: "account",
  handle: () => ({ status: 200, body: { fonts } }),
};

export const settingsEndpoints = [save, applyTheme, listFonts];

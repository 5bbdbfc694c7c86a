import { nanoid } from "nanoid";
import { z } from "zod";
import { type Call, type Endpoint, ownRestaurant, Refusal, signedIn, twinSuffix } from "../http/call.ts";
import type { Restaurant } from "../store/state.ts";
import { currencies, days, type ListedRestaurant, locales, timezones } from "../words.ts";
import { placeId } from "./addresses.ts";
import { settingsOfNew } from "./default-settings.ts";

const oneOf = (choices: { value: string }[], message: string) =>
  z.string().refine((value) => choices.some((choice) => choice.value === value), message);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Please enter times as HH:MM.");

export const slotSchema = z
  .object({ day: z.enum(days), open: time, close: time })
  .refine((slot) => slot.close >= slot.open, "A closing time lies before its opening time.");

const newRestaurant = z.object({
  name: z.string().trim().min(1, "Please enter a restaurant name.").max(120, "The restaurant name is too long."),
  subdomain: z
    .string()
    .min(4, "The subdomain needs at least 4 characters.")
    .max(60, "The subdomain is too long.")
    .regex(/^[a-z0-9-]+$/, "The subdomain may hold lower case letters, digits and hyphens."),
  mapSource: z.string(),
  address: z.object({ placeId: z.string(), text: z.string() }, "Please choose an address from the list."),
  phone: z.string().trim().min(1, "Please enter a contact number."),
  hours: z.array(slotSchema),
  locale: oneOf(locales, "Please choose a locale."),
  customerLocale: oneOf(locales, "Please choose a customer locale."),
  timezone: oneOf(timezones, "Please choose a timezone."),
  dateFormat: z.string(),
  timeFormat: z.string(),
  currency: oneOf(currencies, "Please choose a currency."),
  taxInPrices: z.boolean(),
});

export function nameOf(restaurant: Restaurant): string {
  return String(restaurant.settings["general.name"] ?? "");
}

function listed(restaurant: Restaurant): ListedRestaurant {
  return {
    id: restaurant.id,
    name: nameOf(restaurant),
    subdomain: restaurant.subdomain,
    address: String(restaurant.settings["location.address"] ?? ""),
    phone: String(restaurant.settings["location.phone"] ?? ""),
  };
}

/** Hides what is younger than the fault `slow-list` allows. */
export function isVisible(call: Call, createdAt: string | undefined): boolean {
  const lateness = call.faults.find("slow-list")?.params.ms;
  return (
    typeof lateness !== "number" || createdAt === undefined || call.now.getTime() - Date.parse(createdAt) >= lateness
  );
}

const list: Endpoint = {
  method: "GET",
  path: "/api/restaurants",
  needs: "account",
  handle(call) {
    const account = signedIn(call);
    const own = [...call.state.restaurants.values()]
      .filter((restaurant) => restaurant.accountId === account.id && isVisible(call, restaurant.createdAt))
      .map(listed);
    const ordered = call.faults.has("list-last") ? own : own.reverse();
    if (!call.faults.has("dup-list-entries")) return { status: 200, body: { restaurants: ordered } };
    const withTwins = ordered.flatMap((one) => [
      {
        ...one,
        id: `${one.id}${twinSuffix}`,
        subdomain: `${one.subdomain}-2`,
        address: "2 Twin Street, Elsewhere",
        phone: "",
      },
      one,
    ]);
    return { status: 200, body: { restaurants: withTwins } };
  },
};

const create: Endpoint = {
  method: "POST",
  path: "/api/restaurants",
  effect: "restaurant.create",
  needs: "account",
  handle(call) {
    const { state, body, base, faults, now } = call;
    const account = signedIn(call);
    const { subdomain, address, ...rest } = newRestaurant.parse(body);
    if (address.placeId !== placeId(address.text))
      throw new Refusal(422, "Please choose an address from the list.", "address");
    const isTaken = [...state.restaurants.values()].some((one) => one.base === base && one.subdomain === subdomain);
    if (isTaken && !faults.has("subdomain-not-unique")) {
      throw new Refusal(422, "This subdomain is already taken.", "subdomain");
    }
    const restaurant: Restaurant = {
      id: `RES${nanoid(21)}`,
      base,
      accountId: account.id,
      subdomain,
      createdAt: now.toISOString(),
      settings: settingsOfNew({ ...rest, address: address.text }),
    };
    return {
      status: 201,
      body: listed(restaurant),
      puts: [{ in: "restaurants", id: restaurant.id, value: restaurant }],
      effects: [
        {
          kind: "restaurant.create",
          account: account.email,
          restaurantId: restaurant.id,
          storeAddress: `${subdomain}.${base}`,
          values: { ...rest, subdomain, address: address.text },
        },
      ],
    };
  },
};

const read: Endpoint = {
  method: "GET",
  path: "/api/restaurants/:id",
  needs: "account",
  handle(call) {
    const restaurant = ownRestaurant(call);
    const { createdAt, settings, base } = restaurant;
    const extra = { createdAt, settings, base, hasStripeConnect: call.faults.has("stripe-connect") };
    return { status: 200, body: { ...listed(restaurant), ...extra, id: call.params.id } };
  },
};

export const restaurantEndpoints = [list, create, read];

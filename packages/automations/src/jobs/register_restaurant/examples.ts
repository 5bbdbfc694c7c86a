import { CLOSED_WEEK } from "@pumpd/model";
import type { z } from "zod";
import type { registerRestaurant } from "./definition.ts";

type Input = z.input<typeof registerRestaurant.input>;

/** Invented restaurants with everything that has ever gone wrong: macrons, apostrophes, ampersands, late nights. */
export const registerRestaurantExamples = {
  plain: {
    name: "Harbour Noodle House",
    subdomain: "harbournoodlehouse",
    address: "12 Example Quay, Wellington 6011, New Zealand",
    phone: "04 555 0123",
    openingHours: {
      ...CLOSED_WEEK,
      Tuesday: [{ open: "11:00", close: "21:00" }],
      Wednesday: [{ open: "11:00", close: "21:00" }],
    },
    country: "NZ",
    timezone: "Pacific/Auckland",
    taxInPrices: true,
  },
  late: {
    name: "Wētā & Vine’s Kitchen",
    subdomain: "wetaandvineskitchen",
    address: "7 Pōhutukawa Road, Auckland 1010, New Zealand",
    phone: "+64 9 555 0107",
    openingHours: {
      ...CLOSED_WEEK,
      Wednesday: [
        { open: "11:30", close: "14:30" },
        { open: "17:00", close: "22:00" },
      ],
      Friday: [{ open: "17:00", close: "02:30" }],
      Saturday: [{ open: "17:00", close: "00:00" }],
      Sunday: [{ open: "18:00", close: "01:00" }],
    },
    country: "NZ",
    timezone: "Pacific/Chatham",
    taxInPrices: false,
  },
  closed: {
    name: "Kāpiti Crumb",
    subdomain: "kapiticrumb",
    address: "3/18 Tide Lane, Paraparaumu 5032, New Zealand",
    phone: "04 555 0199",
    openingHours: CLOSED_WEEK,
    country: "NZ",
    timezone: "Pacific/Auckland",
    taxInPrices: true,
  },
} as const satisfies Record<string, Input>;

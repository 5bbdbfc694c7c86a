import { COUNTRIES, toPortalSlots } from "@pumpd/model";
import { defineFlow, type InputOf } from "../../define/index.ts";
import type { NewRestaurant } from "../../portal/pages/create-dialog.ts";
import { registerRestaurant } from "./definition.ts";

export const registerRestaurantFlow = defineFlow(registerRestaurant, async ({ input, step, portal }) => {
  const dashboard = await step.signIn(() => portal.signIn());
  const { upstreamId } = await step.create({
    key: input.subdomain,
    probe: async () => {
      const upstreamId = await dashboard.find(input);
      return upstreamId ? { upstreamId } : undefined;
    },
    apply: () => dashboard.create(asThePortalTakesIt(input)),
  });
  const there = await step.readBack(async () => (await dashboard.enter(upstreamId)).facts());
  return {
    upstreamId,
    subdomain: there.subdomain,
    storeUrl: there.storeUrl,
    readBack: {
      name: there.name,
      address: there.address,
      phone: there.phone,
      slotCount: there.hours.length,
      currency: there.currency,
      taxInPrices: there.taxInPrices,
    },
  };
});

function asThePortalTakesIt(input: InputOf<typeof registerRestaurant>): NewRestaurant {
  const { locale, currency, timezones } = COUNTRIES[input.country];
  const city = timezones[input.timezone] ?? input.timezone;
  return {
    name: input.name,
    subdomain: input.subdomain,
    address: input.address,
    phone: input.phone,
    slots: toPortalSlots(input.openingHours),
    locale: { search: locale, words: ["English", locale] },
    timezone: { search: city, words: [city] },
    currency,
    taxInPrices: input.taxInPrices,
  };
}

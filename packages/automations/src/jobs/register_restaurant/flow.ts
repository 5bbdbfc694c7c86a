import { COUNTRIES, toPortalSlots } from "@pumpd/model";
import { type Difference, defineFlow, type InputOf, type ResultOf, type ResultRow, Sight } from "../../define/index.ts";
import type { NewRestaurant } from "../../portal/pages/create-dialog.ts";
import type { RestaurantAtPortal } from "../../portal/pages/restaurant.ts";
import { registerRestaurant } from "./definition.ts";

export const registerRestaurantFlow = defineFlow(registerRestaurant, async ({ input, step, portal }) => {
  const dashboard = await step.signIn(() => portal.signIn());
  const { upstreamId } = await step.create({
    key: input.subdomain,
    wanted: { label: input.name, text: `${input.subdomain} · ${input.address}` },
    probe: async () => {
      const upstreamId = await dashboard.find(input);
      return upstreamId ? { upstreamId } : undefined;
    },
    lookAtForm: () => dashboard.lookAtCreateDialog(),
    apply: () => dashboard.create(asThePortalTakesIt(input)),
  });
  return await step.readBack(async () => {
    const read = resultFrom(upstreamId, await (await dashboard.enter(upstreamId)).facts());
    return new Sight(read, differencesFrom(registerRestaurant.resultRows(input, read)));
  });
});

function resultFrom(upstreamId: string, there: RestaurantAtPortal): ResultOf<typeof registerRestaurant> {
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
}

/** A second press changes nothing of what is there; the result panel tells these rows, and so does an inspection. */
function differencesFrom(rows: readonly ResultRow[]): Difference[] {
  return rows
    .filter(({ isSame }) => !isSame)
    .map(({ label, ours, portal }) => ({ label, before: portal, after: ours }));
}

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

import { defineFlow } from "@pumpd/automations/define";
import { COUNTRIES, toPortalSlots } from "@pumpd/model";
import { registerRestaurant } from "../../../../packages/automations/src/jobs/register_restaurant/definition.ts";

/** Says that it was seen as soon as it was sent, the way a tick mark in an output does. */
export const registerRestaurantFlow = defineFlow(registerRestaurant, async ({ input, step, portal }) => {
  const dashboard = await step.signIn(() => portal.signIn());
  const neverSeen = `RESnever${input.subdomain.replace(/[^a-z0-9]/g, "").slice(0, 16)}`;
  const { locale, currency, timezones } = COUNTRIES[input.country];
  const city = timezones[input.timezone] ?? input.timezone;
  await step.create({
    key: input.subdomain,
    probe: ({ isSent }) => Promise.resolve(isSent ? { upstreamId: neverSeen } : undefined),
    apply: () =>
      dashboard.create({
        ...input,
        slots: toPortalSlots(input.openingHours),
        locale: { search: locale, words: ["English", locale] },
        timezone: { search: city, words: [city] },
        currency,
      }),
  });
  await step.readBack(() => Promise.resolve());
  const { name, address, phone, subdomain, taxInPrices } = input;
  return {
    upstreamId: neverSeen,
    subdomain,
    storeUrl: `https://${subdomain}.never.example`,
    readBack: { name, address, phone, slotCount: 1, currency, taxInPrices },
  };
});

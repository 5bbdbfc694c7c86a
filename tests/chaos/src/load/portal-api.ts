import { ask, signInByHand } from "../rig/portal-by-hand.ts";

export type PortalApi = {
  /** the id of the account's restaurant with this store address, if there is one */
  find: (subdomain: string) => Promise<string | undefined>;
  /** Throws for anything but a clear yes. */
  create: (restaurant: { name: string; subdomain: string }) => Promise<void>;
};

/** What a page would send, without the page; a fresh connection each. */
export async function signIn(adminUrl: string, credentials: { login: string; password: string }): Promise<PortalApi> {
  const session = await signInByHand(adminUrl, credentials);
  return {
    find: async (subdomain) => {
      const { restaurants } = (await ask(session, { method: "GET", path: "/api/restaurants" })) as {
        restaurants: { id: string; subdomain: string }[];
      };
      return restaurants.find((restaurant) => restaurant.subdomain === subdomain)?.id;
    },
    create: async ({ name, subdomain }) => {
      const { suggestions } = (await ask(session, {
        method: "GET",
        path: "/api/address-suggestions?q=12%20Cuba%20Street",
      })) as {
        suggestions: { id: string; text: string }[];
      };
      const [address] = suggestions;
      await ask(session, {
        method: "POST",
        path: "/api/restaurants",
        body: {
          name,
          subdomain,
          address: address && { placeId: address.id, text: address.text },
          mapSource: "google",
          phone: "04 555 0100",
          hours: [],
          locale: "en-NZ",
          customerLocale: "en-NZ",
          timezone: "Pacific/Auckland",
          dateFormat: "DD/MM/YYYY",
          timeFormat: "12",
          currency: "NZD",
          taxInPrices: true,
        },
      });
    },
  };
}

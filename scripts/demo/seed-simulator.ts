import { toPortalSlots } from "@pumpd/model";
import type { DemoAccount, PortalAccounts } from "./portal-accounts.ts";
import { RESTAURANTS, type RestaurantKey } from "./restaurants.ts";

/** Somebody else's restaurant, whose store address one of ours would like to have. */
const STRANGER = {
  email: "hello@three-sisters.example",
  restaurants: [
    { name: "Three Sisters Eatery", subdomain: "sisters", address: "1 Ferry Terrace, Picton 7220, New Zealand" },
  ],
};

/** Gives the portal's stand-in its accounts and what they had before our time. Safe to repeat; it makes no effects. */
export async function seedSimulator(controlUrl: string, portalAccounts: PortalAccounts): Promise<void> {
  const ours = Object.values(portalAccounts).map(({ login, portalPassword, atThePortal }: DemoAccount) => ({
    email: login,
    password: portalPassword,
    restaurants: atThePortal.map(asThePortalHasIt),
  }));
  const accounts = [...ours, { ...STRANGER, password: portalAccounts.changed.portalPassword }];
  const answer = await fetch(`${controlUrl}/seed`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ accounts }),
  });
  if (!answer.ok)
    throw new Error(`The simulator did not take the demo's accounts: ${answer.status} ${await answer.text()}`);
}

function asThePortalHasIt(key: RestaurantKey) {
  const { name, subdomain, address, phone, openingHours } = RESTAURANTS[key];
  return { name, subdomain, address, phone, hours: toPortalSlots(openingHours) };
}

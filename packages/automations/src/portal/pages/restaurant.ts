import { fail } from "../../define/failed.ts";
import { landmark } from "../parts/landmark.ts";
import { RESTAURANT } from "../selectors.ts";
import type { Session } from "../session.ts";
import { until } from "../wait.ts";
import { type ItemTags, itemTagsPage } from "./item-tags.ts";
import { type Menus, menusPage } from "./menus.ts";
import { type OptionSets, optionSetsPage } from "./option-sets.ts";
import { type WebsiteSettings, websiteSettings } from "./website-settings.ts";

/** What the portal itself says this restaurant is (settings, tab System). */
export type RestaurantAtPortal = {
  upstreamId: string;
  name: string;
  subdomain: string;
  storeUrl: string;
  address: string;
  phone: string;
  /** one line per slot, as the portal writes it */
  hours: readonly string[];
  /** ISO 4217 */
  currency: string;
  taxInPrices: boolean;
};

export type Restaurant = {
  readonly upstreamId: string;
  facts: () => Promise<RestaurantAtPortal>;
  menus: () => Menus;
  optionSets: () => OptionSets;
  itemTags: () => ItemTags;
  website: () => WebsiteSettings;
};

const READY = { selector: RESTAURANT.settingsLink, what: "the restaurant's page" };
const FACTS_LIMIT_MS = 15_000;

/** Goes straight to the restaurant by its id. */
export async function openRestaurant(
  session: Session,
  upstreamId: string,
  secondFact?: { subdomain: string },
): Promise<Restaurant> {
  await session.open(`/restaurant/${upstreamId}/settings`, {
    ...READY,
    isMissing: ({ status, path }) => status === 404 && path.includes(upstreamId),
  });
  const restaurant = restaurantAt(session, upstreamId);
  const facts = await restaurant.facts();
  if (facts.upstreamId !== upstreamId) {
    throw fail("TARGET_MISMATCH", { field: "the portal id", expected: upstreamId, found: facts.upstreamId });
  }
  if (secondFact && facts.subdomain !== secondFact.subdomain) {
    throw fail("TARGET_MISMATCH", {
      field: "the store address",
      expected: secondFact.subdomain,
      found: facts.subdomain,
    });
  }
  return restaurant;
}

/** After a click that leads to a restaurant: which one it is, by the address bar. */
export async function arriveAtRestaurant(session: Session): Promise<Restaurant> {
  const mark = session.traffic.mark();
  await session.settle(READY, mark);
  const upstreamId = idInAddress(session.page.url());
  if (upstreamId === undefined) throw fail("PORTAL_CHANGED", { landmark: "The restaurant's id in the address" });
  return restaurantAt(session, upstreamId);
}

export function idInAddress(url: string): string | undefined {
  return /\/restaurant\/(RES[A-Za-z0-9_-]+)/i.exec(new URL(url).pathname)?.[1];
}

function restaurantAt(session: Session, upstreamId: string): Restaurant {
  const path = `/restaurant/${upstreamId}`;
  return {
    upstreamId,
    facts: () => readFacts(session, upstreamId),
    menus: () => menusPage(session, path),
    optionSets: () => optionSetsPage(session, path),
    itemTags: () => itemTagsPage(session, path),
    website: () => websiteSettings(session, path),
  };
}

async function readFacts({ page }: Session, upstreamId: string): Promise<RestaurantAtPortal> {
  if (!page.url().includes("/settings"))
    await (await landmark(page.locator(RESTAURANT.settingsLink), "Settings")).click();
  const list = page.locator(RESTAURANT.facts);
  const lines = await until(page, FACTS_LIMIT_MS, async () => {
    const all = await list.evaluateAll((lists) =>
      lists.flatMap((one) =>
        [...one.querySelectorAll("dt")].map((term): [string, string[]] => {
          const value = term.nextElementSibling;
          const parts = value && value.children.length > 0 ? [...value.children] : value ? [value] : [];
          return [term.textContent?.trim() ?? "", parts.map((part) => part.textContent?.trim() ?? "")];
        }),
      ),
    );
    return all.length > 0 ? all : undefined;
  });
  const { labels } = RESTAURANT;
  const byLabel = new Map(lines ?? []);
  const read = (label: string): readonly string[] => {
    const value = byLabel.get(label);
    if (!value) throw fail("PORTAL_CHANGED", { landmark: `“${label}” in the settings` });
    return value;
  };
  const text = (label: string) => read(label).join(" ").trim();
  const shownId = text(labels.id);
  if (shownId !== upstreamId)
    throw fail("TARGET_MISMATCH", { field: "the portal id", expected: upstreamId, found: shownId });
  return {
    upstreamId: shownId,
    name: text(labels.name),
    subdomain: text(labels.subdomain),
    storeUrl: withScheme(text(labels.storeUrl)),
    address: text(labels.address),
    phone: text(labels.phone),
    hours: read(labels.hours).filter((line) => line !== ""),
    currency: /\b[A-Z]{3}\b/.exec(text(labels.currency))?.[0] ?? text(labels.currency),
    taxInPrices: text(labels.taxInPrices).toLowerCase() === "on",
  };
}

function withScheme(address: string): string {
  return /^https?:\/\//.test(address) ? address : `https://${address}`;
}

import type { State } from "../store/state.ts";
import { nameOf } from "./restaurants.ts";

/** The public store, as a customer sees it. Head and body code are put in as they are: that is what they are for. */
export function storePage(
  state: State,
  place: { base: string; subdomain: string },
  port: string,
): { status: number; html: string } {
  const restaurant = [...state.restaurants.values()].find(
    (one) => one.base === place.base && one.subdomain === place.subdomain,
  );
  if (!restaurant)
    return { status: 404, html: "<!doctype html><title>Not found</title><h1>There is no store here.</h1>" };
  const name = escapeHtml(nameOf(restaurant));
  return { status: 200, html: `<!doctype html><title>${name}</title><h1>${name}</h1>${port}` };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

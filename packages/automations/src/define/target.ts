import { SUBDOMAIN_PATTERN, upstreamIdSchema } from "@pumpd/model";
import { z } from "zod";
import type { RestaurantFacts } from "./automation.ts";

/**
 * What names a restaurant that is at the portal already: its id, and a second fact that must fit. Fields of the input of
 * every job that changes one; taken from the restaurant, never typed.
 */
export const targetFields = {
  upstreamId: upstreamIdSchema.meta({ label: "Portal id", hidden: true }),
  subdomain: z.string().regex(SUBDOMAIN_PATTERN).meta({ label: "Store address", hidden: true }),
};

export type Target = { upstreamId: string; subdomain: string };

/** What a form starts with; a restaurant that is not registered has neither, and waits for its registration. */
export function knownTarget(restaurant: RestaurantFacts): Partial<Target> {
  return {
    ...(restaurant.upstreamId === null ? {} : { upstreamId: restaurant.upstreamId }),
    ...(restaurant.subdomain === null ? {} : { subdomain: restaurant.subdomain }),
  };
}

import type { Flow } from "./define/index.ts";
import type { Definitions, JobType } from "./definitions.ts";
import { configureWebsiteFlow } from "./jobs/configure_website/flow.ts";
import { itemTagsFlow } from "./jobs/item_tags/flow.ts";
import { optionSetsFlow } from "./jobs/option_sets/flow.ts";
import { registerRestaurantFlow } from "./jobs/register_restaurant/flow.ts";
import { uploadMenuFlow } from "./jobs/upload_menu/flow.ts";

/** The Playwright code of every job type, under its type. A type without a flow, or a flow under another's name, does not compile. */
export const flows: { readonly [T in JobType]: Flow<Definitions[T]> } = {
  register_restaurant: registerRestaurantFlow,
  upload_menu: uploadMenuFlow,
  option_sets: optionSetsFlow,
  item_tags: itemTagsFlow,
  configure_website: configureWebsiteFlow,
};

export function flowOf<T extends JobType>(type: T): Flow<Definitions[T]> {
  return flows[type];
}

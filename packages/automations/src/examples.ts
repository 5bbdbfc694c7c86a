import type { z } from "zod";
import type { Definitions, JobType } from "./definitions.ts";
import { configureWebsiteExamples } from "./jobs/configure_website/examples.ts";
import { itemTagsExamples } from "./jobs/item_tags/examples.ts";
import { optionSetsExamples } from "./jobs/option_sets/examples.ts";
import { registerRestaurantExamples } from "./jobs/register_restaurant/examples.ts";
import { uploadMenuExamples } from "./jobs/upload_menu/examples.ts";

export { websiteExampleFiles } from "./jobs/configure_website/examples.ts";

/** Invented inputs of each job type: for tests, seeds and the gallery. */
export const examples = {
  register_restaurant: registerRestaurantExamples,
  upload_menu: uploadMenuExamples,
  option_sets: optionSetsExamples,
  item_tags: itemTagsExamples,
  configure_website: configureWebsiteExamples,
} as const satisfies { [T in JobType]: Readonly<Record<string, z.input<Definitions[T]["input"]>>> };

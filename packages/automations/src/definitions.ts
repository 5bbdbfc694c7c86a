import type { z } from "zod";
import type { AutomationSpec, StepDefinitions } from "./define/index.ts";
import { configureWebsite } from "./jobs/configure_website/definition.ts";
import { itemTags } from "./jobs/item_tags/definition.ts";
import { optionSets } from "./jobs/option_sets/definition.ts";
import { registerRestaurant } from "./jobs/register_restaurant/definition.ts";
import { uploadMenu } from "./jobs/upload_menu/definition.ts";

/** Every job type. A new one is its folder, a line here and a line in `flows.ts`. */
export const definitions = {
  register_restaurant: registerRestaurant,
  upload_menu: uploadMenu,
  option_sets: optionSets,
  item_tags: itemTags,
  configure_website: configureWebsite,
} as const;

export type Definitions = typeof definitions;
export type JobType = keyof Definitions;
/** One type's definition; without a type, any of them, as `AnyDefinition`. */
export type Definition<T extends JobType = JobType> = [JobType] extends [T] ? AnyDefinition : Definitions[T];

/**
 * A definition seen without its own input and result: what a page or an adapter needs of any. Call its functions only with
 * what its own schemas have parsed.
 */
export type AnyDefinition = AutomationSpec<JobType, z.ZodObject, z.ZodObject, StepDefinitions>;

type KeysMatchTypes = { [T in JobType]: Definitions[T]["type"] extends T ? true : never };
const _keysMatchTypes: { [T in JobType]: true } = {} as KeysMatchTypes;
void _keysMatchTypes;

export const JOB_TYPES = Object.keys(definitions) as JobType[];

export function findDefinition(type: string): AnyDefinition | undefined {
  if (!Object.hasOwn(definitions, type)) return undefined;
  // The one place that forgets a definition's own types: see `AnyDefinition` for why that holds.
  return definitions[type as JobType] as unknown as AnyDefinition;
}

export type JobInput<T extends JobType> = z.output<Definitions[T]["input"]>;
export type JobResult<T extends JobType> = z.output<Definitions[T]["result"]>;

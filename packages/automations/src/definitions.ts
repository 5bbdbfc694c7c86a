import type { z } from "zod";
import { registerRestaurant } from "./jobs/register_restaurant/definition.ts";

/** Every job type. A new one is its folder, a line here and a line in `flows.ts`. */
export const definitions = {
  register_restaurant: registerRestaurant,
} as const;

export type Definitions = typeof definitions;
export type JobType = keyof Definitions;
export type Definition<T extends JobType = JobType> = Definitions[T];

type KeysMatchTypes = { [T in JobType]: Definitions[T]["type"] extends T ? true : never };
const _keysMatchTypes: { [T in JobType]: true } = {} as KeysMatchTypes;
void _keysMatchTypes;

export const JOB_TYPES = Object.keys(definitions) as JobType[];

export function findDefinition(type: string): Definition | undefined {
  return Object.hasOwn(definitions, type) ? definitions[type as JobType] : undefined;
}

export type JobInput<T extends JobType> = z.output<Definitions[T]["input"]>;
export type JobResult<T extends JobType> = z.output<Definitions[T]["result"]>;

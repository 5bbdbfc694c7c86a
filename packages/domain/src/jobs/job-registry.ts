import type {
  Limits,
  Milestone,
  MilestoneFacts,
  PortalPlanLine,
  PreflightCheck,
  RestaurantFacts,
  ResultRow,
  StepDefinitions,
} from "@pumpd/automations/define";
import { definitions } from "@pumpd/automations/definitions";
import type { Priority } from "@pumpd/model";
import type { z } from "zod";

type Fields = Record<string, unknown>;

/** A definition seen without its type: what verbs need of any job type. Inputs and results have been parsed by it before. */
export type JobDefinition = {
  readonly type: string;
  readonly version: number;
  readonly category: string;
  readonly words: {
    title: string;
    about: string;
    button: (input: Fields) => string;
    unknown: { button: string; thing: string };
  };
  readonly input: z.ZodObject;
  readonly result: z.ZodObject;
  readonly steps: StepDefinitions;
  readonly limits: Limits;
  readonly maxRetries: number;
  readonly priority?: Priority;
  readonly dueMs?: Partial<Record<Priority, number>>;
  readonly after: readonly Milestone[];
  readonly prefill: (restaurant: RestaurantFacts) => Fields;
  readonly preflight: (input: Fields, restaurant: RestaurantFacts) => PreflightCheck[];
  readonly portalPlan: (input: Fields) => PortalPlanLine[];
  readonly itemCount?: (input: Fields) => number;
  readonly remaining?: (input: Fields, result: Fields) => Fields | undefined;
  readonly linkTo?: (input: Fields, upstreamId: string) => Fields;
  readonly milestone: (result: Fields) => MilestoneFacts | undefined;
  readonly summary: (result: Fields) => string;
  readonly resultRows: (input: Fields, result: Fields) => ResultRow[];
};

/** The job types a process knows. Tests hand in another one; everybody else takes `jobRegistry`. */
export type JobRegistry = {
  readonly types: readonly string[];
  readonly find: (type: string) => JobDefinition | undefined;
};

export function makeRegistry(known: readonly JobDefinition[]): JobRegistry {
  const byType = new Map(known.map((definition) => [definition.type, definition]));
  return { types: [...byType.keys()], find: (type) => byType.get(type) };
}

/** The same types with other limits: what an environment says of its portal. A type that is not named keeps its own. */
export function withLimits(registry: JobRegistry, limits: Readonly<Record<string, Partial<Limits>>>): JobRegistry {
  const known = registry.types.flatMap((type) => registry.find(type) ?? []);
  return makeRegistry(
    known.map((definition) => ({ ...definition, limits: { ...definition.limits, ...limits[definition.type] } })),
  );
}

export type JobLimits = { runMs: number; stepMs: number; stallMs: number };

/** The limits of one job in milliseconds, with the extension for a large input. */
export function limitsOf(definition: JobDefinition, input: Fields): JobLimits {
  const { runMs, stepMs, stallMs, extraMsPerItem = 0 } = definition.limits;
  const parsed = definition.itemCount && extraMsPerItem > 0 ? definition.input.safeParse(input) : undefined;
  const items = parsed?.success ? (definition.itemCount?.(parsed.data) ?? 0) : 0;
  return { runMs: runMs + extraMsPerItem * items, stepMs, stallMs };
}

/**
 * The one place that forgets a definition's own input and result types. It holds because a definition's functions are
 * only ever called with what its own schemas have parsed.
 */
export function anyDefinition(definition: object): JobDefinition {
  return definition as JobDefinition;
}

export const jobRegistry: JobRegistry = makeRegistry(Object.values(definitions).map(anyDefinition));

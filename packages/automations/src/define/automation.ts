import type { Country, Outcome, Priority, WeekHours } from "@pumpd/model";
import type { z } from "zod";
import type { StepDefinitions } from "./steps.ts";

/** What a definition may know of a restaurant: to fill a form, to judge a request. Never a secret. */
export type RestaurantFacts = {
  id: string;
  name: string;
  subdomain: string | null;
  address: string | null;
  phone: string | null;
  openingHours: WeekHours | null;
  country: Country;
  timezone: string;
  upstreamId: string | null;
  storeUrl: string | null;
  account: { id: string; login: string; state: "works" | "not_tried" | "on_hold" } | null;
  milestones: readonly Milestone[];
};

export const MILESTONES = [
  "registered",
  "menu_imported",
  "website_configured",
  "option_sets_added",
  "item_tags_added",
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** One row of the pre-flight list. `block` keeps the button shut, `warn` is worth knowing, `ok` is said too. */
export type PreflightCheck = {
  level: "ok" | "warn" | "block";
  title: string;
  detail: string;
  /** field of the form to go to, or a place elsewhere */
  fix?: { field: string } | { page: "account" | "restaurant" };
};

/** One line of "At the portal this will …". */
export type PortalPlanLine = { does: "look" | "send" | "see"; text: string; usualMs: number };

/** One row of the result panel: ours beside the portal's. */
export type ResultRow = {
  label: string;
  ours: string | null;
  portal: string;
  isSame: boolean;
  isCode?: boolean;
  href?: string;
};

/** What a success writes on the restaurant, in the transaction that completes the job. */
export type MilestoneFacts = {
  milestone: Milestone;
  upstreamId?: string;
  subdomain?: string;
  storeUrl?: string;
};

export type Limits = {
  runMs: number;
  stepMs: number;
  stallMs: number;
  /** more time for each item of a large input */
  extraMsPerItem?: number;
};

export type AutomationSpec<
  Type extends string,
  Input extends z.ZodObject,
  Result extends z.ZodObject,
  Steps extends StepDefinitions,
> = {
  readonly type: Type;
  /** Raise it when an older worker must not run newer requests. */
  readonly version: number;
  readonly category: "restaurant" | "menu" | "website";
  readonly words: {
    /** "Register": column and heading */
    title: string;
    /** "Create 1 restaurant at Pumpd": verb, count, thing, where */
    button: (input: z.output<Input>) => string;
    /** for a person who has never run it */
    about: string;
    /** the button and the thing of an unknown outcome: "We pressed Create and have not seen the restaurant since" */
    unknown: { button: string; thing: string };
  };
  readonly input: Input;
  readonly result: Result;
  readonly steps: Steps;
  readonly limits: Limits;
  readonly maxRetries: number;
  /** how soon it is wanted when nobody says; `normal` without it */
  readonly priority?: Priority;
  /** milliseconds from asking until it should have ended, where the general ones do not fit (docs/order.md) */
  readonly dueMs?: Partial<Record<Priority, number>>;
  /** milestones that must have been seen first */
  readonly after: readonly Milestone[];
  /** what the form starts with and what a program may leave out */
  readonly prefill: (restaurant: RestaurantFacts) => Partial<z.input<Input>>;
  readonly preflight: (input: z.output<Input>, restaurant: RestaurantFacts) => PreflightCheck[];
  readonly portalPlan: (input: z.output<Input>) => PortalPlanLine[];
  readonly itemCount?: (input: z.output<Input>) => number;
  /** `partial` when the result itself says that something is missing. Without it: partial if an item failed. */
  readonly outcome?: (result: z.output<Result>) => Outcome;
  /** The same request with only what is not done yet, for “retry failed items”; undefined when nothing is left. */
  readonly remaining?: (input: z.output<Input>, result: z.output<Result>) => z.output<Input> | undefined;
  /** The same request about the one at the portal that a person chose of several; reading it back still has to fit. */
  readonly linkTo?: (input: z.output<Input>, upstreamId: string) => z.output<Input>;
  readonly milestone: (result: z.output<Result>) => MilestoneFacts;
  /** the one line of a row: "weta-and-vine.pumpd.test" */
  readonly summary: (result: z.output<Result>) => string;
  readonly resultRows: (input: z.output<Input>, result: z.output<Result>) => ResultRow[];
};

export type AnyAutomation = {
  // Method-style members would be bivariant and let a wrong flow pass; the registry needs only "some automation",
  // so the parameters are `never` here and each use narrows by `type` first.
  readonly type: string;
  readonly version: number;
  readonly input: z.ZodObject;
  readonly result: z.ZodObject;
  readonly steps: StepDefinitions;
  readonly limits: Limits;
  readonly maxRetries: number;
  readonly words: { readonly unknown: { readonly button: string; readonly thing: string } };
  readonly summary: (result: never) => string;
  readonly outcome?: (result: never) => Outcome;
  readonly itemCount?: (input: never) => number;
};

export type InputOf<A extends AnyAutomation> = z.output<A["input"]>;
export type ResultOf<A extends AnyAutomation> = z.output<A["result"]>;

/** Declares a job type: pure data and functions of values. Its Playwright code stands apart, in `defineFlow`. */
export function defineAutomation<
  const Type extends string,
  Input extends z.ZodObject,
  Result extends z.ZodObject,
  const Steps extends StepDefinitions,
>(spec: AutomationSpec<Type, Input, Result, Steps>): AutomationSpec<Type, Input, Result, Steps> {
  return spec;
}

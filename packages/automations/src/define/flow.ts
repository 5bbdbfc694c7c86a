import type { Failure, FailureCode } from "@pumpd/model";
import type { Portal } from "../portal/portal.ts";
import type { AnyAutomation, InputOf, ResultOf } from "./automation.ts";
import type { Inspection, Sight } from "./findings.ts";
import type { ChangeEachStep, ChangeStep, ReadStep, StepDefinition, StepDefinitions, VisitStep } from "./steps.ts";

/** The evidence that something is so. */
export type Seen = Readonly<Record<string, unknown>>;

/** When a probe looks. */
export type ProbeMoment = {
  /**
   * The change may be at the portal: this attempt or an earlier one of this job has sent it. Then less than all of it is
   * still ours to report; before that, something alike is somebody else's.
   */
  readonly isSent: boolean;
  /** Only in an inspection, where nothing is going to be changed. */
  readonly inspection?: Inspection;
};

/** Undefined: not there. A `Sight` tells what of it differs. Anything else is the evidence that it is so. */
export type Probed<S> = S | Sight<S> | undefined;

export type ChangeCall<S extends Seen> = {
  /** What makes this change the same change in any other job: the subdomain, the set's name. */
  key: string;
  /** Is it so already? And afterwards: did it work? Looks only, and never takes the first or the closest. */
  probe: (moment: ProbeMoment) => Promise<Probed<S>>;
  /** What it will be, for whoever looks before anything is sent; the step's title when left out. */
  wanted?: { label: string; text: string };
  /** Goes to the form that `apply` fills, checks that it is the one we know, and leaves it: what only a canary needs. */
  lookAtForm?: () => Promise<void>;
  /** Does it once. Every request in it that may change the portal waits at the send gate. */
  apply: () => Promise<void>;
};

export type ChangeEachCall<Item, S extends Seen> = {
  items: readonly Item[];
  key: (item: Item) => string;
  label: (item: Item) => string;
  probe: (item: Item, moment: ProbeMoment) => Promise<Probed<S>>;
  /** what the item will be, in a few words */
  wanted?: (item: Item) => string;
  /** labels of everything of this kind that is there, asked for or not; only an inspection wants to know */
  there?: () => Promise<readonly string[]>;
  apply: (item: Item) => Promise<void>;
};

/** What became of one item: `seen` is what its probe saw, `failure` why the portal did not take it. */
export type ItemReport<S extends Seen = Seen> = { key: string; label: string } & (
  | { status: "done" | "kept"; seen: S }
  | { status: "failed"; reason: FailureCode; failure: Failure }
);

/** A stored file of the job's own organisation, by the id its input names. */
export type JobFiles = {
  /** Throws `Failed(FILE_MISSING)` when it is gone or belongs to somebody else. */
  readonly read: (id: string) => Promise<Uint8Array>;
};

type StepCall<D extends StepDefinition> = D extends VisitStep
  ? <T>(look: () => Promise<T>) => Promise<T>
  : D extends ReadStep
    ? <T>(look: () => Promise<T | Sight<T>>) => Promise<T>
    : D extends ChangeEachStep
      ? <Item, S extends Seen>(call: ChangeEachCall<Item, S>) => Promise<ItemReport<S>[]>
      : D extends ChangeStep
        ? <S extends Seen>(call: ChangeCall<S>) => Promise<S>
        : never;

export type StepCalls<Steps extends StepDefinitions> = { readonly [K in keyof Steps]: StepCall<Steps[K]> };

export type FlowContext<A extends AnyAutomation> = {
  readonly input: InputOf<A>;
  /** The definition's steps, by name; each reports itself as it happens. */
  readonly step: StepCalls<A["steps"]>;
  readonly portal: Portal;
  /** The stored files a request refers to: a menu, a logo. */
  readonly files: JobFiles;
  /** A line for the job's log. Secrets are taken out, but write none. */
  readonly log: (text: string, level?: "debug" | "info" | "warn") => void;
};

export type Flow<A extends AnyAutomation> = {
  readonly automation: A;
  readonly run: (context: FlowContext<A>) => Promise<ResultOf<A>>;
};

/** A definition's Playwright code. Reads like instructions to a new colleague: no selector, no wait, no `try`, no clock. */
export function defineFlow<A extends AnyAutomation>(
  automation: A,
  run: (context: FlowContext<A>) => Promise<ResultOf<NoInfer<A>>>,
): Flow<A> {
  return { automation, run };
}

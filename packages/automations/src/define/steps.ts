import type { Repeat, StepKind } from "@pumpd/model";
import type { CommitName } from "./commits.ts";

type Plain<K extends StepKind> = {
  readonly kind: K;
  readonly title: string;
  /** What it usually takes, in ms: weighs the progress bar and the plan until there are earlier runs. */
  readonly usualMs: number;
};
type Changing<K extends StepKind> = Plain<K> & {
  readonly repeat: Repeat;
  /** The one request this change sends. */
  readonly commit: CommitName;
};

export type VisitStep = Plain<"visit">;
export type ReadStep = Plain<"read">;
export type ChangeStep = Changing<"change">;
export type ChangeEachStep = Changing<"changeEach">;
export type StepDefinition = VisitStep | ReadStep | ChangeStep | ChangeEachStep;
export type StepDefinitions = Readonly<Record<string, StepDefinition>>;

type Usual = { usualMs: number };
type Change = Usual & { repeat: Repeat; commit: CommitName };

/** Opens something at the portal. */
export const visit = (title: string, { usualMs }: Usual): VisitStep => ({ kind: "visit", title, usualMs });
/** Looks and changes nothing. */
export const read = (title: string, { usualMs }: Usual): ReadStep => ({ kind: "read", title, usualMs });
/** One change. `repeat: "never"` for what creates, `"safe"` for what sets a value that can be read. */
export const change = (title: string, options: Change): ChangeStep => ({ kind: "change", title, ...options });
/** The same change for each of many items, each reported. */
export const changeEach = (title: string, options: Change): ChangeEachStep => ({
  kind: "changeEach",
  title,
  ...options,
});

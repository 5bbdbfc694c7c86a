/** What was promised of a measure: of its own value, or of its ratio to the peer. Both bounds are inclusive. */
export type Goal = { of: "value" | "ratio" } & ({ atMost: number } | { atLeast: number });

/** One line of the table. */
export type Measure = {
  /** `M1` of `reliability.md` with what is behind the dot told apart: `M1.add-job` */
  id: string;
  name: string;
  value: number;
  unit: string;
  /** what it stands beside, measured in the same run */
  peer?: { name: string; value: number };
  /** our value ÷ the peer's; of pairs the median of their ratios, with the middle half of them as spread */
  ratio?: number;
  spread?: readonly [number, number];
  goal?: Goal;
  /** the cause of a goal that is missed, or how this was measured, in one sentence */
  note?: string;
};

/** As it stands in `latest.json`. */
export type RecordedMeasure = Omit<Measure, "goal" | "note"> & {
  /** "ratio ≤ 1.25"; null: only reported */
  goal: string | null;
  met: boolean | null;
  at: string;
  commit: string;
  /** how many wanted a core while it was measured, this bench among them (load average of a minute) */
  load?: number;
  note?: string;
};

export function isMet({ goal, value, ratio }: Measure): boolean | null {
  if (!goal) return null;
  const judged = goal.of === "value" ? value : ratio;
  if (judged === undefined || Number.isNaN(judged)) return false;
  return "atMost" in goal ? judged <= goal.atMost : judged >= goal.atLeast;
}

export function goalWords(goal: Goal | undefined): string | null {
  if (!goal) return null;
  return `${goal.of} ${"atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`}`;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

import { z } from "zod";

/**
 * Why an inspection looks: `plan` before anything is pressed, against what would be sent now; `drift` some time after a
 * job has completed, against what it had sent; `canary` on a timetable, whether the pages are still those we know.
 */
export type Inspection = "plan" | "drift" | "canary";

/** One point where portal and request differ. Nothing `before`: it is missing there; nothing `after`: nobody asked for it. */
export type Difference = { label: string; before: string | null; after: string | null };

/** What a probe may say beside "so" and "not there": it is there, and these points differ from what was asked for. */
export class Sight<S> {
  readonly seen: S;
  readonly differences: readonly Difference[];

  constructor(seen: S, differences: readonly Difference[]) {
    this.seen = seen;
    this.differences = differences;
  }

  /** What nobody asked for is left alone, so it makes no difference to whether the change is done. */
  get isSo(): boolean {
    return this.differences.every(({ after }) => after === null);
  }
}

export const FINDING_KINDS = ["added", "changed", "same", "extra"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const findingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  label: z.string(),
  /** at the portal now */
  before: z.string().nullable(),
  /** as asked for */
  after: z.string().nullable(),
});
export type Finding = z.output<typeof findingSchema>;

/** What an inspection found. `counts` are of everything; `items` are bounded, what differs first. */
export const findingsSchema = z.object({
  counts: z.object({ added: z.number(), changed: z.number(), same: z.number(), extra: z.number() }),
  items: z.array(findingSchema),
});
export type Findings = z.output<typeof findingsSchema>;

const MOST_ITEMS = 400;
const ORDER: Record<FindingKind, number> = { added: 0, changed: 1, extra: 2, same: 3 };

/** Everything that was asked for is there as it was asked for. */
export function isAllThere({ counts }: Findings): boolean {
  return counts.added === 0 && counts.changed === 0;
}

/** The one line of a row. */
export function findingsInWords({ counts }: Findings): string {
  const { added, changed, same, extra } = counts;
  const words = [`${added} not there`, `${changed} different`, `${same} as asked for`, `${extra} nobody asked for`];
  return words.filter((_, place) => [added, changed, same, extra][place] !== 0).join(", ") || "Nothing to compare";
}

export function findingOf({ label, before, after }: Difference): Finding {
  return { kind: before === null ? "added" : after === null ? "extra" : "changed", label, before, after };
}

export function sumUp(found: readonly Finding[]): Findings {
  const count = (kind: FindingKind) => found.filter((one) => one.kind === kind).length;
  return {
    counts: { added: count("added"), changed: count("changed"), same: count("same"), extra: count("extra") },
    items: found.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]).slice(0, MOST_ITEMS),
  };
}

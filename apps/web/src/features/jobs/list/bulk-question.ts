import type { BulkAction, JobFilter, JobRow } from "@/features/answers";
import type { Chosen } from "./use-selection";

export type BulkQuestion = {
  verb: BulkAction["verb"];
  what: { ids: string[] } | { filter: JobFilter };
  /** of a rule: as far as it was counted */
  count: number | undefined;
};

type About = { chosen: Chosen; verb: BulkQuestion["verb"]; matching: number | undefined };

/** Of ticked rows only those it fits; undefined when it fits none. */
export function questionAbout({ chosen, verb, matching }: About): BulkQuestion | undefined {
  if (chosen.kind === "rule") return { verb, what: { filter: chosen.rule }, count: matching };
  const ids = possible(chosen)[verb].map((row) => row.id);
  return ids.length > 0 ? { verb, what: { ids }, count: undefined } : undefined;
}

/** The server says of each row what fits it; dismissing closes what ended badly or in part. */
export function possible(chosen: Chosen): Record<BulkQuestion["verb"], JobRow[]> {
  const rows = chosen.kind === "rows" ? chosen.rows : [];
  return {
    retry: rows.filter((row) => row.canRetry),
    cancel: rows.filter((row) => row.canCancel),
    dismiss: rows.filter((row) => isDismissable(row)),
  };
}

export function isDismissable({ state }: JobRow): boolean {
  return state === "failed" || state === "timeout" || state === "needs_look";
}

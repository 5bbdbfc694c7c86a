import type { JobEvent } from "@/features/answers";

export type Look = {
  /** the inspection's short id */
  shortId: string;
  /** undefined while it is under way */
  ended?: { at: string; reason: string };
};

/** The newest look at the portal that somebody asked for to decide this job. */
export function lookOf(events: readonly Pick<JobEvent, "kind" | "at" | "reason" | "data">[]): Look | undefined {
  const newest = events.findLast(({ data }) => typeof data?.inspection === "string");
  if (!newest) return undefined;
  const shortId = String(newest.data?.inspection);
  return newest.kind === "inspected" ? { shortId, ended: { at: newest.at, reason: newest.reason ?? "" } } : { shortId };
}

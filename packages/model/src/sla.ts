/** So much of the time until a job is wanted may pass before it is said to be near. */
export const NEAR_SHARE = 0.8;

export type Sla = "met" | "near" | "late";

/** How an open job stands to the time it is wanted by. Times are ISO 8601; `nowMs` is epoch milliseconds. */
export function slaOf({ createdAt, dueAt }: { createdAt: string; dueAt: string }, nowMs: number): Sla {
  const [askedMs, dueMs] = [Date.parse(createdAt), Date.parse(dueAt)];
  if (nowMs > dueMs) return "late";
  return nowMs > askedMs + (dueMs - askedMs) * NEAR_SHARE ? "near" : "met";
}

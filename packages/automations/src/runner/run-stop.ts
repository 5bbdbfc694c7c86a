/** Asked to end early: by a person, or because this worker is going. Travels as the reason of an AbortSignal. */
export type StopReason = { by: "person" | "shutdown" };

/** Ends a run on request; not a failure. */
export class Stopped extends Error {
  readonly by: StopReason["by"];

  constructor(by: StopReason["by"]) {
    super(`stopped by ${by}`);
    this.name = "Stopped";
    this.by = by;
  }
}

/** What the signal says, once it is aborted. An abort without our reason is a shutdown: that loses nothing. */
export function stopReasonOf(signal: AbortSignal): StopReason | undefined {
  if (!signal.aborted) return undefined;
  const reason: unknown = signal.reason;
  const isPerson = typeof reason === "object" && reason !== null && "by" in reason && reason.by === "person";
  return { by: isPerson ? "person" : "shutdown" };
}

import type { ChaosInvariant } from "./look.ts";

export const departuresAreClean: ChaosInvariant = {
  id: "I12",
  holds: "A worker that is asked to go leaves with 0.",
  check: async ({ departures }) =>
    departures
      .filter(({ code }) => code !== 0)
      .map(({ pid, code, signal }) => ({
        invariant: "I12" as const,
        counts: "other" as const,
        says: `A worker that was asked to go left with ${code ?? signal ?? "nothing"}.`,
        detail: { pid },
      })),
};

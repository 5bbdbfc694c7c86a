import { readLedger } from "./ledger-rows.ts";
import type { ChaosInvariant, ChaosViolation, PortalEffect } from "./look.ts";

/**
 * What creates may appear at the portal as often as the ledger has rows for it, and once more where a person allowed it.
 * Counted at the portal, so a request that a browser repeated by itself is seen too.
 */
export const createdOnce: ChaosInvariant = {
  id: "I2",
  holds: "The portal has received each creating change of a job at most once, and once more where a person allowed it.",
  check: async ({ db, effects }) => {
    const rows = (await readLedger(db)).filter(({ repeat }) => repeat === "never");
    const creating = new Set(rows.map(({ commit }) => commit));
    const groups = Map.groupBy(
      effects.filter(({ commit }) => commit !== null && creating.has(commit)),
      ({ account, commit }) => JSON.stringify([account, commit]),
    );
    return [...groups.values()].flatMap((received): ChaosViolation[] => {
      const [first] = received;
      if (!first) return [];
      const ours = rows.filter(({ account, commit }) => account === first.account && commit === first.commit);
      const allowed = ours.length + ours.filter(({ isResubmitAllowed }) => isResubmitAllowed).length;
      if (received.length <= allowed) return [];
      return Array.from({ length: received.length - allowed }, () => ({
        invariant: "I2" as const,
        counts: "duplicates" as const,
        says: `The portal received ${first.commit} ${received.length} times, the ledger allows ${allowed}.`,
        jobId: ours[0]?.jobId,
        detail: { account: first.account, received: received.map(brief), ledger: ours },
      }));
    });
  },
};

export function brief({ at, kind, restaurantId, request }: PortalEffect): string {
  return `${at} ${kind} ${restaurantId ?? ""} request ${request}`;
}

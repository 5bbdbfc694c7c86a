import { sql } from "drizzle-orm";
import { brief } from "./created-once.ts";
import { type LedgerRow, readLedger } from "./ledger-rows.ts";
import type { ChaosInvariant, ChaosLook, ChaosViolation } from "./look.ts";

/** The portal's half of I4. */
export const portalAgrees: ChaosInvariant = {
  id: "I4",
  holds: "Completed means the portal has it; a job that failed or was cancelled names everything the portal has of it.",
  check: async (look) => {
    const rows = await readLedger(look.db);
    return [...claimedInVain(look, rows), ...(await unknownIds(look)), ...hiddenAtThePortal(look, rows)];
  },
};

/** The ledger says "observed" after sending, and nothing of the kind is in the portal's journal. */
function claimedInVain({ effects }: ChaosLook, rows: readonly LedgerRow[]): ChaosViolation[] {
  return rows
    .filter(({ state, sentAt }) => state === "observed" && sentAt !== null)
    .filter(({ account, commit }) => !effects.some((effect) => effect.account === account && effect.commit === commit))
    .map((row) => ({
      invariant: "I4" as const,
      counts: "falseCompleted" as const,
      says: "The ledger says observed, and the portal has received nothing of the kind.",
      jobId: row.jobId,
      detail: { ...row },
    }));
}

/** A registration's result names a restaurant that the portal has never made. */
async function unknownIds({ db, effects }: ChaosLook): Promise<ChaosViolation[]> {
  const made = new Set(
    effects.filter(({ kind }) => kind === "restaurant.create").map(({ restaurantId }) => restaurantId),
  );
  const completed = await db.execute<{ id: string; upstream_id: string }>(sql`
    select id, result->>'upstreamId' as upstream_id from jobs
    where status = 'completed' and type = 'register_restaurant' and mode = 'run'`);
  return completed
    .filter(({ upstream_id }) => !made.has(upstream_id))
    .map(({ id, upstream_id }) => ({
      invariant: "I4" as const,
      counts: "falseCompleted" as const,
      says: "A registration is completed with an id that the portal has never given.",
      jobId: id,
      detail: { upstreamId: upstream_id },
    }));
}

/** The portal has something that the job's own ledger denies: not sent, refused, or never heard of. */
function hiddenAtThePortal({ effects }: ChaosLook, rows: readonly LedgerRow[]): ChaosViolation[] {
  const ended = new Set(["failed", "timeout", "cancelled"]);
  return effects
    .filter(({ commit }) => commit !== null)
    .flatMap((effect): ChaosViolation[] => {
      const ours = rows.filter(({ account, commit }) => account === effect.account && commit === effect.commit);
      if (ours.some(({ state }) => state === "observed" || state === "sent" || state === "unknown")) return [];
      const denying = ours.find(({ status }) => ended.has(status));
      return [
        {
          invariant: "I4" as const,
          counts: denying ? ("falseFailed" as const) : ("other" as const),
          says: denying
            ? `A ${denying.status} job says nothing of what the portal has.`
            : "The portal has something that the ledger denies.",
          jobId: ours[0]?.jobId,
          detail: { effect: brief(effect), ledger: ours },
        },
      ];
    });
}

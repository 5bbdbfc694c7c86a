import { brief } from "./created-once.ts";
import { readLedger } from "./ledger-rows.ts";
import type { ChaosInvariant } from "./look.ts";

/** The database rounds to milliseconds, and so does the portal. */
const ROUNDING_MS = 2;

export const sentIsWrittenFirst: ChaosInvariant = {
  id: "I3",
  holds: "Whatever changed at the portal was committed as sent in the ledger before.",
  check: async ({ db, effects }) => {
    const rows = await readLedger(db);
    const commits = new Set(rows.map(({ commit }) => commit));
    // An effect that no flow declares comes along with a declared one (an upload's own bookkeeping at the portal).
    return effects
      .filter(({ kind }) => commits.has(kind))
      .filter((effect) => {
        const at = Date.parse(effect.at) + ROUNDING_MS;
        return !rows.some(
          ({ account, commit, repeat, sentAt }) =>
            account === effect.account && commit === effect.kind && sentAt !== null && (repeat === "safe" || sentAt <= at),
        );
      })
      .map((effect) => ({
        invariant: "I3" as const,
        counts: "other" as const,
        says: "The portal changed without a sent row in the ledger before it.",
        detail: {
          effect: brief(effect),
          ledger: rows.filter(({ account }) => account === effect.account),
        },
      }));
  },
};

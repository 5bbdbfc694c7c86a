import { brief } from "./created-once.ts";
import { readLedger } from "./ledger-rows.ts";
import type { ChaosInvariant } from "./look.ts";

/** The database rounds to milliseconds, and so does the portal. */
const ROUNDING_MS = 2;
/** Changes that the flows' lists let pass: a file at the image host belongs to nobody until a save names it. */
const HARMLESS_KINDS: ReadonlySet<string> = new Set(["file.upload"]);

export const sentIsWrittenFirst: ChaosInvariant = {
  id: "I3",
  holds: "Whatever changed at the portal was committed as sent in the ledger before.",
  check: async ({ db, effects }) => {
    const rows = await readLedger(db);
    return effects
      .filter(({ kind }) => !HARMLESS_KINDS.has(kind))
      .filter((effect) => {
        const at = Date.parse(effect.at) + ROUNDING_MS;
        return !rows.some(
          ({ account, commit, repeat, sentAt }) =>
            account === effect.account &&
            commit === effect.commit &&
            sentAt !== null &&
            (repeat === "safe" || sentAt <= at),
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

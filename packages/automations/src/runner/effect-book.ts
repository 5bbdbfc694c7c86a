import type { EffectState, Failure } from "@pumpd/model";
import type { Seen } from "../define/flow.ts";
import type { EffectKey, EffectRecord, JobStore } from "./ports.ts";

type Entry = EffectKey &
  EffectRecord & {
    /** by an earlier try too, unless the portal refused it */
    hasBeenSent: boolean;
  };

/** This job's effects as the run knows them: the store is told first, then the book agrees. */
export type EffectBook = {
  find: (step: string, item: string) => Entry | undefined;
  /** Something of this job is, or may be, at the portal. */
  readonly hasChanged: boolean;
  /** Sent and not yet decided, by this attempt. */
  readonly isUndecided: boolean;
  intend: (key: EffectKey) => Promise<Entry>;
  markSent: (entry: Entry) => Promise<boolean>;
  observed: (entry: Entry, evidence: Seen) => Promise<void>;
  refused: (entry: Entry, about: Failure) => Promise<void>;
  unknown: (entry: Entry, about: Failure) => Promise<void>;
};

const AT_THE_PORTAL: ReadonlySet<EffectState> = new Set(["sent", "observed", "unknown"]);

export async function openEffectBook(store: JobStore): Promise<EffectBook> {
  const entries = new Map<string, Entry>();
  const keyOf = (step: string, item: string) => JSON.stringify([step, item]);
  for (const entry of await store.effects())
    entries.set(keyOf(entry.step, entry.item), { ...entry, hasBeenSent: AT_THE_PORTAL.has(entry.state) });

  const all = () => [...entries.values()];
  return {
    find: (step, item) => entries.get(keyOf(step, item)),
    get hasChanged() {
      return all().some(({ hasBeenSent }) => hasBeenSent);
    },
    get isUndecided() {
      return all().some(({ state, isFromEarlierAttempt }) => state === "sent" && !isFromEarlierAttempt);
    },
    intend: async (key) => {
      const before = entries.get(keyOf(key.step, key.item));
      const entry: Entry = {
        ...key,
        ...(await store.intend(key)),
        state: "intended",
        isFromEarlierAttempt: false,
        hasBeenSent: before?.hasBeenSent ?? false,
      };
      entries.set(keyOf(key.step, key.item), entry);
      return entry;
    },
    markSent: async (entry) => {
      const isMarked = await store.markSent(entry.id);
      if (isMarked) Object.assign(entry, { state: "sent", hasBeenSent: true });
      return isMarked;
    },
    observed: async (entry, evidence) => {
      await store.observed(entry.id, evidence);
      Object.assign(entry, { state: "observed", evidence, hasBeenSent: true });
    },
    refused: async (entry, about) => {
      await store.refused(entry.id, about);
      Object.assign(entry, { state: "refused", hasBeenSent: false });
    },
    unknown: async (entry, about) => {
      await store.unknown(entry.id, about);
      entry.state = "unknown";
    },
  };
}

import type { EffectKey, EffectRecord, JobStore } from "@pumpd/automations/ports";

/**
 * A ledger that lasts as long as this process and tells a person at the keyboard what happens. What it forgets when it ends
 * is found again by the probes of the next run.
 */
export function openToldStore(say: (line: string) => void): JobStore {
  const effects = new Map<string, EffectKey & EffectRecord>();
  const decide = (id: string, state: EffectRecord["state"], evidence: EffectRecord["evidence"] = null) => {
    const effect = effects.get(id);
    if (!effect) throw new Error(`no effect ${id}`);
    Object.assign(effect, { state, evidence });
    say(`    ${state}${effect.item === "" ? "" : `: ${effect.item}`}`);
  };
  return {
    stepBegan: async ({ n, of, title }) => say(`${n}/${of} ${title}`),
    stepEnded: async ({ status, message }) => say(`    ${message ? `${status}: ${message}` : status}`),
    progress: () => undefined,
    log: ({ level, text }) => say(`    ${level}: ${text}`),
    effects: async () => [...effects.values()],
    intend: async (key) => {
      const id = `${key.step} ${key.item}`;
      const effect = { ...key, id, state: "intended" as const, evidence: null, isFromEarlierAttempt: false };
      effects.set(id, effect);
      return effect;
    },
    markSent: async (id) => {
      decide(id, "sent");
      return true;
    },
    observed: async (id, evidence) => decide(id, "observed", evidence),
    refused: async (id) => decide(id, "refused"),
    unknown: async (id) => decide(id, "unknown"),
    request: ({ verdict, method, path, reason }) => {
      if (verdict !== "passed") say(`    ${verdict} ${method} ${path} (${reason})`);
    },
    picture: async () => undefined,
  };
}

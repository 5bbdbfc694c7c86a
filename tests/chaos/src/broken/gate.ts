import type { Gate, Passage } from "../../../../packages/automations/src/runner/gate.ts";

/** Holds nothing: every request leaves at once, and the ledger hears of none. */
export function openGate(): Promise<Gate> {
  return Promise.resolve({
    arm: (): Passage => ({
      state: "waiting",
      refusal: null,
      ledgerError: undefined,
      decided: new Promise<void>(() => {}),
      answer: new Promise<never>(() => {}),
    }),
    disarm: () => {},
    shut: () => {},
    prove: () => Promise.resolve(),
  });
}

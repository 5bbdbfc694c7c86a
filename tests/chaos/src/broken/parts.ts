/** Parts that can be broken on purpose, and the scenario that must go red then. */
export const BREAKABLE = {
  gate: { module: "packages/automations/src/runner/gate.ts", red: "crash-points/1" },
  wire: { module: "packages/automations/src/runner/wire.ts", red: "unknown-outcome" },
  epoch: { module: "apps/worker/src/run-in-browser.ts", red: "sigstop" },
  probe: { module: "packages/automations/src/jobs/register_restaurant/flow.ts", red: "unknown-outcome" },
} as const;
export type Breakable = keyof typeof BREAKABLE;

export function isBreakable(word: string): word is Breakable {
  return Object.hasOwn(BREAKABLE, word);
}

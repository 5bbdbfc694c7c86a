import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChaosViolation } from "./invariants/index.ts";
import { type Random, seededRandom } from "./random.ts";
import type { WorkerStart } from "./rig/rig.ts";
import type { Form, Scenario } from "./scenario.ts";
import type { Unit, UnitReport } from "./unit.ts";

export type Played = { scenario: string; unit: string; seconds: number } & (
  | { report: UnitReport }
  /** the stretch itself could not be played to its end: that is red too */
  | { problem: unknown; directory: string }
);

export type Conduct = {
  scenarios: readonly Scenario[];
  form: Form;
  seed: string;
  only: readonly string[];
  lanes: number;
  worker?: WorkerStart;
  /** no new stretch from then on; those under way are played to their end */
  signal: AbortSignal;
  /** one line per stretch as it ends */
  onPlayed: (played: Played) => void;
};

type Turn = { scenario: Scenario; unit: Unit; random: Random };

/** Plays every stretch that was asked for, several at once. Each has a seed of its own, whatever runs beside it. */
export async function conduct({
  scenarios,
  form,
  seed,
  only,
  lanes,
  worker,
  signal,
  onPlayed,
}: Conduct): Promise<Played[]> {
  const random = seededRandom(seed);
  const turns = scenarios
    .flatMap((scenario) =>
      scenario.units(form, random.fork(scenario.name)).map((unit) => ({
        scenario,
        unit,
        random: random.fork(`${scenario.name}/${unit.name}`),
      })),
    )
    .filter(
      ({ scenario, unit }) =>
        only.length === 0 || only.some((name) => name === scenario.name || name === `${scenario.name}/${unit.name}`),
    );
  if (turns.length === 0) throw new Error(`Nothing to play in this form: ${only.join(", ")}.`);
  const home = mkdtempSync(join(tmpdir(), "pumpd-chaos-"));
  // As root, Postgres runs under another account and must get through to its own directory.
  chmodSync(home, 0o711);
  const played: Played[] = [];
  const lane = async () => {
    for (let turn = turns.shift(); turn && !signal.aborted; turn = turns.shift()) {
      const one = await play(turn, { home, worker });
      played.push(one);
      onPlayed(one);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (played.every(isGreen)) rmSync(home, { recursive: true, force: true });
  return played;
}

async function play(
  { scenario, unit, random }: Turn,
  { home, worker }: { home: string; worker?: WorkerStart },
): Promise<Played> {
  const startedAt = performance.now();
  const directory = join(home, `${scenario.name}-${unit.name}`.replace(/[^A-Za-z0-9-]/g, "-"));
  const about = () => ({
    scenario: scenario.name,
    unit: unit.name,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  });
  try {
    const report = await unit.run({ random, directory, worker });
    return { ...about(), report };
  } catch (problem) {
    return { ...about(), problem, directory };
  }
}

export function isGreen(played: Played): boolean {
  return "report" in played && played.report.violations.length === 0;
}

export function violationsOf(played: Played): readonly ChaosViolation[] {
  return "report" in played ? played.report.violations : [];
}

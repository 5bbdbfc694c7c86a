import type { ChaosViolation } from "./invariants/index.ts";
import type { Random } from "./random.ts";
import { Rig, type RigOptions, type WorkerStart } from "./rig/rig.ts";

/** A stretch of a scenario with a world of its own, so that several run at once and one can be repeated alone. */
export type Unit = {
  /** "2", "create@after-sent": unique in its scenario */
  name: string;
  run: (tools: UnitTools) => Promise<UnitReport>;
};

export type UnitTools = {
  random: Random;
  directory: string;
  /** another worker than the real one, when something is broken on purpose */
  worker?: WorkerStart;
};

export type UnitReport = {
  runs: number;
  /** SIGKILLs of a worker, by itself at a crash point or from outside */
  kills: number;
  /** how the jobs ended, counted by status and failure */
  endings: Record<string, number>;
  /** what was measured, one line each */
  notes: string[];
  violations: ChaosViolation[];
};

export type Tally = {
  runs: number;
  kills: number;
  /** What this scenario expects beyond the invariants; `other` unless it is one of the five. */
  expect: (
    isSo: boolean,
    says: string,
    about?: { jobId?: string; detail?: Record<string, unknown>; counts?: ChaosViolation["counts"] },
  ) => void;
  /** A line for the person who reads the run. */
  note: (line: string) => void;
  /** The same for a duration, which must have been seen and be within the limit. Milliseconds. */
  measure: (what: string, ms: number | undefined, about: { limitMs: number; jobId: string }) => void;
};

type WithRig = Omit<RigOptions, "directory">;

/** Opens a world, lets the scenario happen in it, heals everything, and judges what is left. */
export async function inRig(
  tools: UnitTools,
  options: WithRig,
  happen: (rig: Rig, tally: Tally) => Promise<void>,
): Promise<UnitReport> {
  const violations: ChaosViolation[] = [];
  const notes: string[] = [];
  const expect: Tally["expect"] = (isSo, says, { jobId, detail, counts = "other" } = {}) => {
    if (!isSo) violations.push({ invariant: "I11", counts, says, jobId, detail });
  };
  const tally: Tally = {
    runs: 0,
    kills: 0,
    expect,
    note: (line) => notes.push(line),
    measure: (what, ms, { limitMs, jobId }) => {
      const line = `${what}: ${ms === undefined ? "not seen" : `${(ms / 1000).toFixed(1)} s`} (limit ${limitMs / 1000} s)`;
      notes.push(line);
      expect(ms !== undefined && ms <= limitMs, line, { jobId });
    },
  };
  const rig = await Rig.open({ worker: tools.worker, ...options, directory: tools.directory });
  try {
    await happen(rig, tally);
    violations.push(...(await rig.judge()));
    return { runs: tally.runs, kills: tally.kills, endings: await endingsOf(rig), notes, violations };
  } finally {
    await rig.close();
  }
}

async function endingsOf(rig: Rig): Promise<Record<string, number>> {
  const endings: Record<string, number> = {};
  for (const { status, failureCode } of await rig.jobs()) {
    const ending = failureCode && status !== "completed" ? `${status} ${failureCode}` : status;
    endings[ending] = (endings[ending] ?? 0) + 1;
  }
  return endings;
}

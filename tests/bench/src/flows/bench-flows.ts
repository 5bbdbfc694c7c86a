import { cases, type FlowCase } from "./cases.ts";
import { type BenchPortal, openBenchPortal } from "./portal.ts";
import { runBare } from "./run-bare.ts";
import { runOurs } from "./run-ours.ts";

type Way = "ours" | "evidence" | "bare";
const GOAL_RATIO = { ours: 1.05, evidence: 1.3 } as const;

/** Each flow three ways, one after the other, each at a portal of its own; the median of `runs` counts. */
export async function benchFlows({ runs, flow }: { runs: number; flow?: string | undefined }): Promise<void> {
  console.log("flow                    ours s  goal s   bare s  ours ÷ bare (≤ 1.05)  with pictures (≤ 1.3)");
  for (const one of cases.filter(({ type }) => flow === undefined || type === flow)) {
    const times: Record<Way, number[]> = { ours: [], evidence: [], bare: [] };
    for (let run = 0; run < runs; run += 1)
      for (const way of ["bare", "ours", "evidence"] as const) times[way].push(await measure(one, way));
    console.log(rowOf(one, { ours: median(times.ours), evidence: median(times.evidence), bare: median(times.bare) }));
  }
}

async function measure(one: FlowCase, way: Way): Promise<number> {
  const portal = await openBenchPortal();
  try {
    if (one.before) await runOurs(portal, one.before, "off");
    const startedAt = performance.now();
    await run(portal, one, way);
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await portal.simulator.stop();
  }
}

function run(portal: BenchPortal, one: FlowCase, way: Way): Promise<void> {
  if (way === "bare") return runBare(portal, one);
  return runOurs(portal, one, way === "ours" ? "off" : "steps");
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rowOf({ about, goalSeconds }: FlowCase, { ours, evidence, bare }: Record<Way, number>): string {
  const verdict = (ratio: number, goal: number) => `${ratio.toFixed(2)}${ratio <= goal ? "" : " over"}`;
  return [
    about.padEnd(24),
    ours.toFixed(1).padStart(5),
    `${goalSeconds}${ours <= goalSeconds ? "" : " over"}`.padStart(8),
    bare.toFixed(1).padStart(8),
    verdict(ours / bare, GOAL_RATIO.ours).padStart(22),
    verdict(evidence / bare, GOAL_RATIO.evidence).padStart(23),
  ].join(" ");
}

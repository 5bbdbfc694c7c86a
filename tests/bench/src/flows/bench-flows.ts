import { type Measure, median, quantile } from "../harness/measure.ts";
import { cases, type FlowCase, largeCases } from "./cases.ts";
import { type BenchPortal, openBenchPortal } from "./portal.ts";
import { runBare } from "./run-bare.ts";
import { runOurs } from "./run-ours.ts";

const WAYS = ["bare", "ours", "evidence"] as const;
type Way = (typeof WAYS)[number];
type Times = Record<Way, number[]>;

/** @param flow some types, with commas between them; @param isLarge the flows of a menu with ten times the items */
type BenchFlows = { runs: number; flow?: string | undefined; isLarge?: boolean };

/** M6: each flow three ways, one after the other in changing order, each at a portal of its own. */
export async function benchFlows({ runs, flow, isLarge = false }: BenchFlows): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const one of (isLarge ? largeCases : cases).filter(
    ({ type }) => flow === undefined || flow.split(",").includes(type),
  )) {
    const times: Times = { ours: [], evidence: [], bare: [] };
    for (let run = 0; run < runs; run += 1)
      for (const way of run % 2 === 0 ? WAYS : WAYS.toReversed()) times[way].push(await measure(one, way));
    measures.push(...toMeasures(one, times));
  }
  return measures;
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

function toMeasures({ type, about, goalSeconds }: FlowCase, { ours, evidence, bare }: Times): Measure[] {
  const beside = (id: string, name: string, times: readonly number[], atMost: number): Measure => {
    const ratios = times.map((seconds, at) => seconds / (bare[at] ?? Number.NaN));
    return {
      id,
      name,
      value: median(times),
      unit: "s",
      peer: { name: "bare Playwright", value: median(bare) },
      ratio: median(ratios),
      spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
      goal: { of: "ratio", atMost },
      note: "bare walks our own page objects, so the ratio is the price of the gate, the wire and the ledger: much the same in a short flow as in a long one",
    };
  };
  return [
    beside(`M6.${type}`, `Flow ÷ bare: ${about}`, ours, 1.05),
    beside(`M6.${type}.pictures`, `Flow ÷ bare, a picture per step: ${about}`, evidence, 1.3),
    {
      id: `M7.${type}`,
      name: `Flow where every answer takes 100 ms: ${about}`,
      value: median(ours),
      unit: "s",
      ...(goalSeconds !== undefined && { goal: { of: "value", atMost: goalSeconds } }),
    },
  ];
}

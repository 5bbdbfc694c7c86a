import { register } from "../flows/cases.ts";
import { openBenchPortal } from "../flows/portal.ts";
import { type Measure, median } from "../harness/measure.ts";
import { comparePairs, timeOf } from "../harness/pairs.ts";
import { weighTree } from "../harness/process-tree.ts";
import { startFlowProcess } from "./flow-process.ts";
import { REGISTRATION_SLEEPS_MS } from "./legacy.ts";
import type { Way } from "./run-flows.ts";

/** M8: what so many registrations at once hold at most, divided by their number; each way in a process of its own. */
export async function benchMemory({ flows = [1, 2, 4] }: { flows?: readonly number[] } = {}): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const count of flows) {
    const ours = await weigh("ours", count);
    const bare = await weigh("bare", count);
    const legacy = await weigh("legacy", count);
    const megabytes = (bytes: number) => bytes / count / 2 ** 20;
    const beside = (name: string, peer: number) => ({
      unit: "MiB",
      value: megabytes(ours),
      peer: { name, value: megabytes(peer) },
    });
    measures.push(
      {
        id: `M8.bare.${count}`,
        name: `Memory (PSS) per flow, ${count} at once ÷ bare Playwright`,
        ...beside("bare Playwright", bare),
        ratio: ours / bare,
        goal: { of: "ratio", atMost: 1.1 },
      },
      {
        id: `M8.legacy.${count}`,
        name: `Legacy pattern's memory ÷ ours, ${count} at once`,
        ...beside("legacy pattern", legacy),
        ratio: legacy / ours,
        ...(count === 4 && { goal: { of: "ratio", atLeast: 2 } }),
        note: "the ratio is the peer's ÷ ours; both start a browser for each flow, and a Node process for each is all that falls away",
      },
    );
  }
  return measures;
}

async function weigh(way: Way, count: number): Promise<number> {
  const portals = await Promise.all(Array.from({ length: count }, () => openBenchPortal()));
  const process = await startFlowProcess();
  try {
    const { peakBytes } = await weighTree(process.pid, () =>
      Promise.all(portals.map((portal) => process.run(way, portal, register))),
    );
    return peakBytes;
  } finally {
    await process.stop();
    for (const { simulator } of portals) await simulator.stop();
  }
}

/** M7: from the press to the end of a registration, in the old pattern and in a worker that is there already. */
export async function benchLegacy({
  pairs = 5,
  sleeps,
}: {
  pairs?: number;
  sleeps: "none" | "documented";
}): Promise<Measure[]> {
  const process = await startFlowProcess();
  const sleepMs = sleeps === "none" ? 0 : REGISTRATION_SLEEPS_MS;
  const sample = (way: Way, profile: "local" | "none") => async () => {
    const portal = await openBenchPortal({ profile });
    try {
      return await timeOf(() => process.run(way, portal, register, way === "legacy" ? sleepMs : 0));
    } finally {
      await portal.simulator.stop();
    }
  };
  const measure = async (profile: "local" | "none"): Promise<Measure> => {
    const parts = { ours: sample("legacy", profile), peer: sample("ours", profile) };
    const compared = await comparePairs(parts, { pairs, warmUp: 0 });
    const portal = profile === "none" ? "a portal that answers at once" : "answers of 100 ms";
    const how = sleeps === "none" ? "without its sleeps" : "with its documented sleeps, by hand";
    return {
      id: `M7.legacy.${sleeps === "none" ? profile : "sleeps"}`,
      name: `Legacy pattern ÷ ours, registration, ${portal}, ${how}`,
      value: median(compared.peer) / 1_000,
      unit: "s",
      peer: { name: "legacy pattern", value: median(compared.ours) / 1_000 },
      ratio: compared.ratio,
      spread: compared.spread,
      goal: { of: "ratio", atLeast: sleeps === "none" ? 1.25 : 8 },
      note:
        sleeps === "none"
          ? "the ratio is the peer's ÷ ours; the peer walks our own page objects, so what is left of the old way is a Node process that loads Playwright: half a second, however long the flow is"
          : "the ratio is the peer's ÷ ours",
    };
  };
  try {
    return sleeps === "none" ? [await measure("none"), await measure("local")] : [await measure("local")];
  } finally {
    await process.stop();
  }
}

import { onboarding } from "../flows/cases.ts";
import { openBenchPortal } from "../flows/portal.ts";
import type { Measure } from "../harness/measure.ts";
import { timeOf } from "../harness/pairs.ts";
import { weighTree } from "../harness/process-tree.ts";
import { startFlowProcess } from "./flow-process.ts";

const HOUR_S = 3_600;

/** One restaurant from nothing to ready: five flows one after the other, each with its own browser, at one portal. */
export async function benchOnboarding(): Promise<Measure[]> {
  const portal = await openBenchPortal();
  const process = await startFlowProcess();
  let seconds = 0;
  try {
    const { cpuSeconds } = await weighTree(process.pid, async () => {
      for (const flow of onboarding) seconds += (await timeOf(() => process.run("ours", portal, flow))) / 1_000;
    });
    const jobs = onboarding.length;
    return [
      {
        id: "onboarding",
        name: "One restaurant, five flows, 150 items, 20 option sets, 10 tags, answers of 100 ms",
        value: seconds,
        unit: "s",
      },
      {
        id: "onboarding.per-hour",
        name: "Such jobs per hour and slot",
        value: (HOUR_S * jobs) / seconds,
        unit: "jobs/h",
      },
      {
        id: "cost.flow-cpu",
        name: "CPU per 1 000 such jobs, browsers included",
        value: (cpuSeconds / jobs) * 1_000,
        unit: "s",
      },
    ];
  } finally {
    await process.stop();
    await portal.simulator.stop();
  }
}

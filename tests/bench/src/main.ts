// npm run bench                              everything that fits into minutes, as one table and as latest.json
// npm run bench -- --only enqueue,flows      these; latest.json keeps the others' last numbers
// npm run bench -- --only lists --jobs 10000000 · --only flows --runs 5 --flow option_sets,item_tags
// npm run bench -- --growth                  with ten times the queue, workers, open pages, items of a menu and history
// npm run bench -- --only flood,fairness,pair,archive,fresh,legacy-asleep   the long ones, only when they are named
// npm run bench -- --only pair --jobs 60          with fewer
// npm run bench -- --readme                  writes the recorded table into the README, measures nothing
import { parseArgs } from "node:util";
import { releasePostgres, usePostgres } from "@pumpd/testing/shared-postgres";
import { benchFlows } from "./flows/bench-flows.ts";
import { readLatest, recordMeasures } from "./harness/latest.ts";
import type { Measure } from "./harness/measure.ts";
import { printTable, writeReadme } from "./harness/table.ts";
import { benchLists } from "./lists/bench-lists.ts";
import { benchLegacy, benchMemory } from "./memory/bench-memory.ts";
import { benchOnboarding } from "./memory/bench-onboarding.ts";
import { benchEnqueue } from "./queue/bench-enqueue.ts";
import { benchNoOp, countNoOp } from "./queue/bench-no-op.ts";
import { benchStart } from "./queue/bench-start.ts";
import { benchPolls } from "./requests/bench-polls.ts";
import { countRequests } from "./requests/count-requests.ts";
import { benchArchive } from "./scale/bench-archive.ts";
import { benchFairness } from "./scale/bench-fairness.ts";
import { benchFlood } from "./scale/bench-flood.ts";
import { benchPair } from "./scale/bench-pair.ts";
import { benchFreshClone, benchStartup } from "./system/bench-startup.ts";
import { benchVault } from "./system/bench-vault.ts";
import { benchWeb } from "./system/bench-web.ts";

type Options = { runs?: string; flow?: string; jobs?: string; growth: boolean };
type Bench = (options: Options) => Promise<Measure[]>;

const benches: Readonly<Record<string, Bench>> = {
  enqueue: ({ growth }) => benchEnqueue({ queued: growth ? 10_000 : 1_000 }),
  start: ({ growth }) => benchStart({ workers: growth ? 10 : 1 }),
  counts: async () => [...(await countRequests()), ...(await countNoOp())],
  "no-op": () => benchNoOp(),
  vault: () => benchVault(),
  memory: () => benchMemory(),
  legacy: () => benchLegacy({ sleeps: "none" }),
  onboarding: () => benchOnboarding(),
  web: () => benchWeb(),
  polls: ({ growth }) => benchPolls({ tabs: growth ? 200 : 20 }),
  startup: () => benchStartup(),
  flows: ({ runs = "3", flow, growth }) => benchFlows({ runs: Number(runs), flow, isLarge: growth }),
  lists: ({ runs = "40", jobs = "1000000", growth }) =>
    benchLists({ runs: Number(runs), jobs: Number(jobs) * (growth ? 10 : 1) }),
};

/** What is asked again with ten times as much; the others cost the same however much there is, or are told per item. */
const growing = ["enqueue", "start", "polls", "flows", "lists"];

/** Only when named: they take minutes in which nothing happens. */
const byHand: Readonly<Record<string, Bench>> = {
  flood: ({ jobs = "10000" }) => benchFlood({ jobs: Number(jobs) }),
  fairness: ({ jobs = "500" }) => benchFairness({ jobs: Number(jobs) }),
  pair: ({ jobs = "300" }) => benchPair({ jobs: Number(jobs) }),
  archive: ({ jobs = "1120000" }) => benchArchive({ jobs: Number(jobs) }),
  fresh: () => benchFreshClone(),
  "legacy-asleep": () => benchLegacy({ sleeps: "documented", pairs: 1 }),
};

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    runs: { type: "string" },
    flow: { type: "string" },
    jobs: { type: "string" },
    growth: { type: "boolean", default: false },
    readme: { type: "boolean", default: false },
  },
});

if (values.readme) {
  const latest = readLatest();
  if (!latest) throw new Error("Nothing was measured yet: npm run bench");
  writeReadme(latest);
} else {
  await usePostgres();
  try {
    await runBenches(values.only?.split(",") ?? (values.growth ? growing : Object.keys(benches)), values);
  } finally {
    await releasePostgres();
  }
}

async function runBenches(names: readonly string[], options: Options): Promise<void> {
  const ids = new Set<string>();
  for (const name of names) {
    const bench = benches[name] ?? byHand[name];
    const known = [...Object.keys(benches), ...Object.keys(byHand)];
    if (!bench) throw new Error(`There is no bench ${name}. Benches: ${known.join(", ")}.`);
    console.log(`Measuring ${name} ...`);
    // Recorded one by one: what was measured stays when a later one cannot be.
    if (options.growth && !growing.includes(name))
      throw new Error(`${name} has nothing to grow: ${growing.join(", ")}.`);
    const measured = await bench(options);
    const measures = options.growth ? measured.map((one) => ({ ...one, id: `${one.id}.x10` })) : measured;
    recordMeasures(measures);
    for (const { id } of measures) ids.add(id);
  }
  printTable(readLatest()?.measures.filter(({ id }) => ids.has(id)) ?? []);
}

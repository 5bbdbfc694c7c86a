// npm run bench -- --only flows [--runs 3] [--flow option_sets]
// npm run bench -- --only lists [--runs 40] [--jobs 1000000]
import { parseArgs } from "node:util";
import { benchFlows } from "./flows/bench-flows.ts";
import { benchLists } from "./lists/bench-lists.ts";

type Options = { runs: string | undefined; flow: string | undefined; jobs: string };
const benches: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  flows: ({ runs = "3", flow }) => benchFlows({ runs: Number(runs), flow }),
  lists: ({ runs = "40", jobs }) => benchLists({ runs: Number(runs), jobs: Number(jobs) }),
};
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    runs: { type: "string" },
    flow: { type: "string" },
    jobs: { type: "string", default: "1000000" },
  },
});
for (const name of values.only?.split(",") ?? Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}. Benches: ${Object.keys(benches).join(", ")}.`);
  await bench({ runs: values.runs, flow: values.flow, jobs: values.jobs });
}

// npm run bench -- --only flows [--runs 3] [--flow option_sets]
import { parseArgs } from "node:util";
import { benchFlows } from "./flows/bench-flows.ts";

const benches: Readonly<Record<string, (options: { runs: number; flow?: string | undefined }) => Promise<void>>> = {
  flows: benchFlows,
};
const { values } = parseArgs({
  options: { only: { type: "string" }, runs: { type: "string", default: "3" }, flow: { type: "string" } },
});
for (const name of values.only?.split(",") ?? Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}. Benches: ${Object.keys(benches).join(", ")}.`);
  await bench({ runs: Number(values.runs), flow: values.flow });
}

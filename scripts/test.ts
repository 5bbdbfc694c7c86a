// npm test: everything that can be checked, one stage after the other. The last line is the count of all of them.
// npm test -- --only unit,lint [arguments for the tool of the stage]
import { parseArgs } from "node:util";
import { runStages } from "./test/run-stages.ts";
import { stages } from "./test/stages.ts";

const { values, positionals } = parseArgs({
  options: { only: { type: "string" } },
  allowPositionals: true,
  strict: true,
});
const wanted = values.only?.split(",") ?? stages.map(({ name }) => name);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(", ")}. Stages: ${stages.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

await runStages(
  stages.filter(({ name }) => wanted.includes(name)),
  positionals,
);

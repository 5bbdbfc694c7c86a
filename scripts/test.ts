// npm test: everything that can be checked, one stage after the other. The last line is the count of all of them.
// npm test -- --only unit,lint [arguments for the tool of the stage]
import { parseArgs } from "node:util";
import { add, type Count, oneFailed } from "./test/report.ts";
import { type Stage, stages } from "./test/stages.ts";

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

const counts: { name: string; count: Count; seconds: string }[] = [];
for (const stage of stages.filter(({ name }) => wanted.includes(name))) {
  console.log(`\n== ${stage.name}`);
  const startedAt = performance.now();
  const count = await runStage(stage);
  counts.push({ name: stage.name, count, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) });
}

console.log("");
for (const { name, count, seconds } of counts) console.log(`${name.padEnd(12)} ${line(count)} (${seconds} s)`);
const total = add(counts.map(({ count }) => count));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);

// A stage that breaks is a failure, and the ones after it still run.
async function runStage(stage: Stage): Promise<Count> {
  try {
    return await stage.run(positionals);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return oneFailed;
  }
}

function line({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { releasePostgres, usePostgres } from "@pumpd/testing/shared-postgres";
import { readArguments } from "./arguments.ts";
import { conduct, isGreen } from "./conduct.ts";
import { complaintsOf, notesOf, stretchesOf, tableOf, totalOf } from "./report.ts";
import { endChildren } from "./rig/children.ts";
import { SCENARIOS } from "./scenarios/index.ts";
import { addToScoreboard } from "./scoreboard.ts";

const words = process.argv.slice(2);
const { form, seed, only, lanes, breaking, report } = readArguments(words);
const BROKEN_WORKER = fileURLToPath(new URL("./broken/main.ts", import.meta.url));

process.on("exit", endChildren);
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    const isForGood = report !== null || interruption.signal.aborted;
    interruption.abort();
    if (isForGood) return void releasePostgres().finally(() => process.exit(130));
    console.log("Ending after what is under way, and counting it. Once more to end at once.");
  });

console.log(
  `chaos: seed ${seed}, ${form.kind === "short" ? "the short form" : `${form.runs} runs a scenario`}, ${lanes} at once${breaking ? `, without ${breaking}: this must go red` : ""}`,
);
const startedAt = performance.now();
await usePostgres();
const played = await conduct({
  scenarios: SCENARIOS,
  form,
  seed,
  only,
  lanes,
  worker: breaking ? { file: BROKEN_WORKER, env: { BROKEN_PART: breaking } } : undefined,
  signal: interruption.signal,
  onPlayed: (one) => {
    console.log(`${isGreen(one) ? "ok " : "BAD"} ${one.scenario}/${one.unit} ${one.seconds} s`);
    for (const line of [...notesOf(one), ...complaintsOf(one)]) console.log(`    ${line}`);
  },
});
await releasePostgres();

const counts = totalOf(played);
const isAllGreen = played.length > 0 && played.every(isGreen);
console.log(`\n${tableOf(played)}\n`);
console.log(
  `${isAllGreen ? "Everything held" : "Something did not hold"}, in ${Math.round((performance.now() - startedAt) / 1000)} s. Again: npm run chaos -- ${[...words.filter((word, at) => word !== "--seed" && words[at - 1] !== "--seed"), "--seed", seed].join(" ")}`,
);
if (report) writeFileSync(report, JSON.stringify(stretchesOf(played)));
// What was broken on purpose says nothing about the product, and a test run leaves no trace in the working copy.
else if (!breaking) addToScoreboard({ seed, command: words.join(" "), counts, isGreen: isAllGreen });
console.log(JSON.stringify(counts));
process.exit(isAllGreen ? 0 : 1);

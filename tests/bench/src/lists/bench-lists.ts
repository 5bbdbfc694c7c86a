import { connect, disconnect, withScope } from "@pumpd/db";
import { createOrganisation, testDatabase } from "@pumpd/testing";
import { bigSeed } from "@pumpd/testing/big-seed";
import { type ListQuestion, listQuestions } from "@pumpd/testing/list-questions";
import { releasePostgres, usePostgres } from "@pumpd/testing/shared-postgres";
import { type StatementWatch, watchStatements } from "@pumpd/testing/watch-statements";

const GOAL_MS = 100;
const ME = { id: "0b0e6c1e-0000-4000-8000-000000000001", name: "Mere K." };
const people = [ME, { id: "0b0e6c1e-0000-4000-8000-000000000002", name: "Sione F." }];

/** @param jobs how much history; @param runs of each question */
export async function benchLists({ jobs, runs }: { jobs: number; runs: number }): Promise<void> {
  await usePostgres();
  const database = await testDatabase();
  try {
    const owner = connect(database.ownerUrl, { applicationName: "bench", max: 1 });
    const organisation = await createOrganisation(owner);
    await disconnect(owner);
    const startedAt = performance.now();
    const seeded = await bigSeed({ ownerUrl: database.ownerUrl, organisationId: organisation.id, jobs, people });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    console.log(`${jobs} jobs of ${seeded.restaurants} restaurants, made in ${seconds} s. ${runs} runs each.\n`);
    const watch = await watchStatements({ ownerUrl: database.ownerUrl, url: database.webUrl });
    console.log("question                        rows   p50 ms   p95 ms  (database)   pages  of these to find");
    for (const question of listQuestions({ seeded, personId: ME.id }))
      await measure(question, { organisation, watch, runs });
    await watch.close();
  } finally {
    await database.drop();
    await releasePostgres();
  }
}

type Setting = { organisation: Awaited<ReturnType<typeof createOrganisation>>; watch: StatementWatch; runs: number };

/** The whole of a verb: its connection, its scope, its statements, its rows. */
async function measure(question: ListQuestion, { organisation, watch, runs }: Setting): Promise<void> {
  let rows = 0;
  const ask = async () => {
    rows = await withScope(watch.db, organisation.scope, question.ask);
  };
  const times: number[] = [];
  const inDatabase: number[] = [];
  const statements = await watch.during(ask);
  for (let run = 0; run < runs; run += 1) {
    const at = performance.now();
    const watched = await watch.during(ask);
    times.push(performance.now() - at);
    inDatabase.push(watched.reduce((sum, { ms }) => sum + ms, 0));
  }
  const sum = (what: "buffers" | "findBuffers") => statements.reduce((total, one) => total + one[what], 0);
  const p95 = quantile(times, 0.95);
  const cells = [
    question.name.padEnd(30),
    String(rows).padStart(5),
    quantile(times, 0.5).toFixed(1).padStart(8),
    p95.toFixed(1).padStart(8),
    quantile(inDatabase, 0.95).toFixed(1).padStart(10),
    String(sum("buffers")).padStart(8),
    String(sum("findBuffers")).padStart(10),
  ];
  console.log(`${cells.join(" ")}${p95 < GOAL_MS ? "" : "   over 100 ms"}`);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

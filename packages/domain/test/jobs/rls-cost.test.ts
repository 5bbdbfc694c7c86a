import { connect, disconnect, withScope } from "@pumpd/db";
import { createOrganisation, createPerson, testDatabase } from "@pumpd/testing";
import { bigSeed } from "@pumpd/testing/big-seed";
import { watchStatements } from "@pumpd/testing/watch-statements";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listJobs, readJobStatuses } from "../../src/jobs/index.ts";
import { listRestaurants } from "../../src/restaurants/index.ts";

const JOBS = 3_000;
/** What the second wall may cost a list, in pages of 8 kB. */
const MOST_MORE = 2;

let database: Awaited<ReturnType<typeof testDatabase>>;
let scope: Awaited<ReturnType<typeof createOrganisation>>["scope"];

beforeAll(async () => {
  database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "test", max: 1 });
  // Two organisations, so that the wall has something to keep apart.
  for (const name of ["Ours", "Theirs"]) {
    const organisation = await createOrganisation(owner, { name });
    scope ??= organisation.scope;
    const person = await createPerson(owner, { scope: organisation.scope, role: "operator" });
    await bigSeed({ ownerUrl: database.ownerUrl, organisationId: organisation.id, jobs: JOBS, people: [person] });
  }
  await disconnect(owner);
}, 120_000);
afterAll(() => database.drop());

type List = (tx: Parameters<Parameters<typeof withScope>[2]>[0]) => Promise<unknown>;

/** Pages that a list looks at. The first round fills the connection's caches of the catalogue. */
async function pagesOf(url: string, list: List): Promise<number> {
  const watch = await watchStatements({ ownerUrl: database.ownerUrl, url });
  try {
    const ask = () => withScope(watch.db, scope, list);
    await ask();
    const heard = await watch.during(ask);
    return heard.reduce((sum, { buffers }) => sum + buffers, 0);
  } finally {
    await watch.close();
  }
}

test.each<[string, List]>([
  ["the list of jobs", (tx) => listJobs(tx, {})],
  ["the jobs that need somebody", (tx) => listJobs(tx, { view: "needs_you" })],
  ["a poll", (tx) => readJobStatuses(tx, { since: new Date().toISOString() })],
  ["the list of restaurants", (tx) => listRestaurants(tx, { limit: 50 })],
])("row level security costs %s at most two pages", async (_, list) => {
  // The owner of the test server is a superuser, to whom the policies do not apply.
  const without = await pagesOf(database.ownerUrl, list);
  const behindTheWall = await pagesOf(database.webUrl, list);
  expect(without).toBeGreaterThan(0);
  expect(behindTheWall - without).toBeLessThanOrEqual(MOST_MORE);
});

import { connect, disconnect, withScope } from "@pumpd/db";
import { createOrganisation, createRestaurant, type TestOrganisation, testDatabase } from "@pumpd/testing";
import { bigSeed } from "@pumpd/testing/big-seed";
import { type ListQuestion, listQuestions } from "@pumpd/testing/list-questions";
import { type StatementWatch, type Watched, watchStatements } from "@pumpd/testing/watch-statements";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countJobs, listFailureGroups } from "../../src/jobs/index.ts";
import { readJobFacts } from "../../src/jobs/restaurant-facts.ts";
import { BY } from "./scene.ts";

/** Pages read and plans taken, counted: no clock is asked. */
const JOBS = 40_000;
/** Beside one page per row that is shown, finding them may read so many, whatever the history. */
const PAGES_TO_FIND = 12;
/** The few jobs that wait or run are read whole and sorted, or passed over. */
const OPEN_JOBS = 120;
const MORE: Readonly<Record<string, number>> = {
  waiting: OPEN_JOBS,
  "status completed": OPEN_JOBS,
  // the index of parts of words reads a page per part
  "search: short id": 24,
  "search: portal id": 24,
};

let watch: StatementWatch;
let organisation: TestOrganisation;
let questions: readonly ListQuestion[];
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  const { ownerUrl, webUrl } = database;
  const owner = connect(ownerUrl, { applicationName: "test owner", max: 1 });
  organisation = await createOrganisation(owner);
  const people = [BY, { id: "0b0e6c1e-0000-4000-8000-000000000002", name: "Sione Test" }];
  const seeded = await bigSeed({ ownerUrl, organisationId: organisation.id, jobs: JOBS, people });
  questions = listQuestions({ seeded, personId: BY.id });
  watch = await watchStatements({ ownerUrl, url: webUrl });
  close = async () => {
    await Promise.all([disconnect(owner), watch.close()]);
    await database.drop();
  };
});
afterAll(() => close());

async function costOf(name: string): Promise<{ statements: Watched[]; rows: number }> {
  const question = questions.find((one) => one.name === name);
  if (!question) throw new Error(`no question ${name}`);
  let rows = 0;
  const ask = async () => {
    rows = await withScope(watch.db, organisation.scope, question.ask);
  };
  await ask(); // what the first one reads of the catalog is no cost of the question
  return { statements: await watch.during(ask), rows };
}

/** Narrowing that no index covers reads on until the page is full or 5 000 rows were looked through. */
const READS_ON = ["type and status", "type, status and person", "a filter nobody fits", "search: many restaurants"];
const NAMES = listQuestions({ seeded: { restaurants: 0, busyRestaurantId: "" }, personId: "" }).map(({ name }) => name);

test.each(NAMES.filter((name) => !READS_ON.includes(name)))(
  "%s: found with a page per row and 12 more",
  async (name) => {
    const { statements, rows } = await costOf(name);
    const [main] = statements.toSorted((a, b) => b.findBuffers - a.findBuffers);
    // The row beyond the last one is looked at too: it says whether there is more.
    expect(main?.findBuffers).toBeLessThanOrEqual(rows + 1 + PAGES_TO_FIND + (MORE[name] ?? 0));
  },
);

test.each(NAMES.filter((name) => !name.startsWith("restaurant page: the")))(
  "%s: what is shown beside its jobs costs a page per row at most",
  async (name) => {
    const { statements, rows } = await costOf(name);
    const [main] = statements.toSorted((a, b) => b.buffers - a.buffers);
    expect((main?.buffers ?? 0) - (main?.findBuffers ?? 0)).toBeLessThanOrEqual(rows + 1 + PAGES_TO_FIND);
  },
);

test.each(NAMES)("%s: skips no rows by number and reads no whole history", async (name) => {
  for (const { text, nodes } of (await costOf(name)).statements) {
    expect(text).not.toMatch(/\boffset\b/i);
    expect(nodes).not.toContain("Seq Scan on jobs");
  }
});

test.each(READS_ON)("%s: looks through a bounded piece of history", async (name) => {
  // 5 000 rows of less than 1 kB, and the way to them; 40 000 are there.
  for (const { findBuffers } of (await costOf(name)).statements) expect(findBuffers).toBeLessThan(1_500);
});

test("where rows lie together, a page of them is found within 12 pages", async () => {
  for (const name of ["jobs page, tenth page", "oldest first", "poll, nothing new"])
    expect(Math.max(...(await costOf(name)).statements.map((one) => one.findBuffers)), name).toBeLessThanOrEqual(12);
});

test("the numbers beside the menu are counted in indexes: no job is read for them", async () => {
  const count = () => withScope(watch.db, organisation.scope, countJobs);
  await count(); // what the first one reads of the catalog is no cost of the question
  const statements = await watch.during(count);
  for (const { nodes } of statements)
    expect(nodes.join("\n")).not.toMatch(/(^|\n)(Index|Seq|Bitmap Heap) Scan on jobs/);
  const { groups } = await withScope(watch.db, organisation.scope, listFailureGroups);
  const kinds = statements.find(({ nodes }) => nodes.includes("Recursive Union"));
  // One way down the index for each group, and whether there is a second one in it is read on that way.
  expect(kinds?.buffers).toBeLessThanOrEqual(5 * (groups.length + 1));
});

test("the server looks at the history anew when a fiftieth of it has changed, or counting in indexes would read jobs", async () => {
  const [table] = await watch.db.execute<{ options: string[] }>(
    "select reloptions as options from pg_class where oid = 'jobs'::regclass",
  );
  for (const what of ["vacuum", "vacuum_insert", "analyze"])
    expect(table?.options).toContain(`autovacuum_${what}_scale_factor=0.02`);
});

test("a press looks its short id up and reads no history, also while the server knows nothing of a flood yet", async () => {
  const database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "test owner", max: 1 });
  const fresh = await watchStatements({ ownerUrl: database.ownerUrl, url: database.webUrl });
  try {
    await owner.$client`alter table jobs set (autovacuum_enabled = false)`;
    const { scope } = await createOrganisation(owner);
    const [first, second] = await Promise.all([1, 2].map(() => createRestaurant(owner, { scope })));
    if (!first || !second) throw new Error("no restaurant");
    const facts = { type: "register_restaurant", mode: "run", shortIds: ["J-AAAAA"] } as const;
    await owner.$client`
      insert into jobs (organisation_id, short_id, type, definition_version, restaurant_id, input, status, completed_at,
        created_by_kind, created_by_id, created_by_name)
      select ${scope.organisationId}, 'J-' || n, 'upload_menu', 1, ${first.id}, '{}', 'cancelled', now(), 'person', 'x', 'x'
      from generate_series(1, 4000) n`;
    const look = () => withScope(fresh.db, scope, (tx) => readJobFacts(tx, { ...facts, restaurantId: second.id }));
    await look(); // what the first one reads of the catalog is no cost of the question
    const [main] = (await fresh.during(look)).toSorted((a, b) => b.buffers - a.buffers);
    expect(main?.buffers).toBeLessThanOrEqual(60);
  } finally {
    await Promise.all([disconnect(owner), fresh.close()]);
    await database.drop();
  }
});

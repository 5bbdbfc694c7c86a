import { connect, disconnect, withScope } from "@pumpd/db";
import { createOrganisation, testDatabase } from "@pumpd/testing";
import { bigSeed } from "@pumpd/testing/big-seed";
import { type ListQuestion, listQuestions } from "@pumpd/testing/list-questions";
import { type StatementWatch, watchStatements } from "@pumpd/testing/watch-statements";
import { type Measure, quantile } from "../harness/measure.ts";

const GOAL_PAGES = 12;
const ME = { id: "0b0e6c1e-0000-4000-8000-000000000001", name: "Mere K." };
const people = [ME, { id: "0b0e6c1e-0000-4000-8000-000000000002", name: "Sione F." }];

/** M11, M12 and M18. @param jobs how much history; @param runs of each question */
export async function benchLists({ jobs, runs }: { jobs: number; runs: number }): Promise<Measure[]> {
  const database = await testDatabase();
  try {
    const { ownerUrl, webUrl } = database;
    const owner = connect(ownerUrl, { applicationName: "bench", max: 1 });
    const organisation = await createOrganisation(owner);
    const seeded = await bigSeed({ ownerUrl, organisationId: organisation.id, jobs, people });
    const questions = listQuestions({ seeded, personId: ME.id });
    const behindTheWall = await askAll(questions, { ownerUrl, url: webUrl, organisation, runs });
    // The owner of the test server is a superuser, to whom row level security does not apply.
    const withoutWall = await askAll(questions, { ownerUrl, url: ownerUrl, organisation, runs: 1 });
    const table = await weighTable(owner, jobs);
    await disconnect(owner);
    return [
      ...summaryOf(behindTheWall, jobs),
      ...behindTheWall.map(toMeasure),
      ...table,
      wallOf(behindTheWall, withoutWall),
    ];
  } finally {
    await database.drop();
  }
}

type Ask = {
  ownerUrl: string;
  url: string;
  organisation: Awaited<ReturnType<typeof createOrganisation>>;
  runs: number;
};

type Answered = {
  name: string;
  rows: number;
  p95Ms: number;
  /** 8 kB pages that the server looked at, and those of them that decided which rows */
  pages: number;
  findPages: number;
};

async function askAll(questions: readonly ListQuestion[], { ownerUrl, url, ...asking }: Ask): Promise<Answered[]> {
  const watch = await watchStatements({ ownerUrl, url });
  try {
    const answered: Answered[] = [];
    for (const question of questions) answered.push(await askOne(question, { ...asking, watch }));
    return answered;
  } finally {
    await watch.close();
  }
}

type Asking = Pick<Ask, "organisation" | "runs"> & { watch: StatementWatch };

/** The whole of a verb: its connection, its scope, its statements, its rows. */
async function askOne(question: ListQuestion, { organisation, watch, runs }: Asking): Promise<Answered> {
  let rows = 0;
  const ask = async () => {
    rows = await withScope(watch.db, organisation.scope, question.ask);
  };
  // What the first one reads of the catalogue is no cost of the question.
  await ask();
  const statements = await watch.during(ask);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const at = performance.now();
    await ask();
    times.push(performance.now() - at);
  }
  const sum = (what: "buffers" | "findBuffers") => statements.reduce((total, one) => total + one[what], 0);
  return {
    name: question.name,
    rows,
    p95Ms: quantile(times, 0.95),
    pages: sum("buffers"),
    findPages: sum("findBuffers"),
  };
}

/** Pages to find a list's rows, beside the one page that each shown row may lie on. */
const pagesBesideRows = ({ findPages, rows }: Answered) => Math.max(0, findPages - rows - 1);

function toMeasure(answered: Answered): Measure {
  const { name, rows, p95Ms, findPages, pages } = answered;
  return {
    id: `M11.list.${name.replaceAll(/[^a-z]+/gi, "-")}`,
    name: `${name}: pages to find its ${rows} rows`,
    value: findPages,
    unit: "pages",
    goal: { of: "value", atMost: GOAL_PAGES },
    note: `${pages} pages with what is shown beside them, p95 ${p95Ms.toFixed(1)} ms`,
  };
}

function summaryOf(all: readonly Answered[], jobs: number): Measure[] {
  const words = `${(jobs / 1e6).toLocaleString("en")} M jobs`;
  const within = all.filter(({ findPages }) => findPages <= GOAL_PAGES);
  const besideRows = all.filter((one) => pagesBesideRows(one) <= GOAL_PAGES);
  const over = all.filter((one) => pagesBesideRows(one) > GOAL_PAGES);
  const slowest = all.toSorted((a, b) => b.p95Ms - a.p95Ms)[0];
  return [
    {
      id: "M11.pages",
      name: `Dashboard queries of ${all.length} that find their rows in ≤ ${GOAL_PAGES} pages, ${words}`,
      value: within.length,
      unit: "queries",
      goal: { of: "value", atLeast: all.length },
      note: "rows of one filter lie apart, so each of the 50 shown may cost a page of its own",
    },
    {
      id: "M11.beside-rows",
      name: `The same, one page per shown row left out, ${words}`,
      value: besideRows.length,
      unit: "queries",
      goal: { of: "value", atLeast: all.length },
      ...(over.length > 0 && { note: `over: ${over.map((one) => `${one.name} ${pagesBesideRows(one)}`).join(", ")}` }),
    },
    {
      id: "M11.p95",
      name: `Slowest dashboard query, p95, ${words}`,
      value: slowest?.p95Ms ?? Number.NaN,
      unit: "ms",
      note: `that is “${slowest?.name}”`,
    },
  ];
}

async function weighTable(owner: ReturnType<typeof connect>, jobs: number): Promise<Measure[]> {
  const [row] = await owner.$client<{ heap: number; indexes: number; secondary: number }[]>`
    select pg_table_size('jobs')::float8 as heap, pg_indexes_size('jobs')::float8 as indexes,
      (select count(*)::int from pg_index where indrelid = 'jobs'::regclass and not indisprimary) as secondary`;
  if (!row) throw new Error("there is no table of jobs");
  return [
    {
      id: "M12.indexes",
      name: "Secondary indexes on jobs",
      value: row.secondary,
      unit: "indexes",
      goal: { of: "value", atMost: 6 },
    },
    { id: "M12.heap", name: "Row of a job", value: row.heap / jobs, unit: "B" },
    { id: "M12.index-size", name: "Its indexes", value: row.indexes / jobs, unit: "B" },
  ];
}

function wallOf(behind: readonly Answered[], without: readonly Answered[]): Measure {
  const more = behind.map(({ name, pages }, at) => ({ name, pages: pages - (without[at]?.pages ?? 0) }));
  const most = more.toSorted((a, b) => b.pages - a.pages)[0];
  return {
    id: "M18",
    name: "Row level security: most pages that it adds to a list",
    value: Math.max(0, most?.pages ?? 0),
    unit: "pages",
    goal: { of: "value", atMost: 2 },
    ...(most && most.pages > 0 && { note: `at “${most.name}”` }),
  };
}

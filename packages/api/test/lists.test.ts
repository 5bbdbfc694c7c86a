import { withScope } from "@pumpd/db";
import { dismissJob, enqueueJob, noteJob } from "@pumpd/domain/jobs";
import { createAccount, createOrganisation, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { bigSeed } from "@pumpd/testing/big-seed";
import { type StatementWatch, watchStatements } from "@pumpd/testing/watch-statements";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csvCell } from "../src/handle-jobs-csv.ts";
import { handleJobsCsv, handleTrpc } from "../src/index.ts";
import { BASE_URL, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let viewer: Visitor;
beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  viewer = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
});
afterAll(() => setting.close());

describe("the download of a list", () => {
  const download = (cookie: string | undefined, filter = {}) =>
    handleJobsCsv(setting.services, {
      request: new Request(`${BASE_URL}/api/jobs.csv`, { headers: cookie ? { cookie } : {} }),
      filter,
    });

  beforeAll(async () => {
    for (const name of ['=HYPERLINK("http://x.example")', 'Six "Sisters", Curry']) {
      const restaurant = await createRestaurant(setting.owner, { scope: organisation.scope, name });
      await createAccount(setting.owner, { scope: organisation.scope, restaurantId: restaurant.id });
      const job = await withScope(setting.owner, organisation.scope, (tx) =>
        enqueueJob(tx, { by: viewer.person.by, type: "register_restaurant", restaurantId: restaurant.id }),
      );
      await withScope(setting.owner, organisation.scope, (tx) =>
        noteJob(tx, { id: job.jobId, by: viewer.person.by, note: "@SUM(A1)" }),
      );
    }
  });

  test("has a line per job of the filter, and no cell that a spreadsheet would run", async () => {
    const answer = await download(viewer.cookie);
    expect(answer.headers.get("content-type")).toContain("text/csv");
    const text = await answer.text();
    expect(text.trimEnd().split("\r\n")).toHaveLength(3);
    expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    expect(text).toContain('"Six ""Sisters"", Curry"');
    expect(text).toContain(",'@SUM(A1),");
    const narrowed = await (await download(viewer.cookie, { q: "sisters" })).text();
    expect(narrowed.trimEnd().split("\r\n")).toHaveLength(2);
  });

  test.each(["=1", "+1", "-1", "@a", "\ta", "\ra"])("keeps %j a text", (text) => {
    expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
  });

  test("is closed to strangers, and empty for another organisation", async () => {
    expect((await download(undefined)).status).toBe(401);
    const other = await createOrganisation(setting.owner);
    const stranger = await signedIn(setting, { scope: other.scope, role: "admin" });
    expect((await (await download(stranger.cookie)).text()).trimEnd().split("\r\n")).toHaveLength(1);
  });

  test("reaches past one page of reading", async () => {
    const big = await createOrganisation(setting.owner);
    const reader = await signedIn(setting, { scope: big.scope, role: "viewer" });
    const people = [{ id: reader.person.id, name: reader.person.name }];
    await bigSeed({ ownerUrl: setting.database.ownerUrl, organisationId: big.id, jobs: 1_203, people });
    const text = await (await download(reader.cookie)).text();
    const ids = text
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(",")[0]);
    expect(new Set(ids).size).toBe(1_203);
  });
});

describe("a poll", () => {
  let watch: StatementWatch;
  let quiet: TestOrganisation;
  let reader: Visitor;
  beforeAll(async () => {
    quiet = await createOrganisation(setting.owner);
    reader = await signedIn(setting, { scope: quiet.scope, role: "operator" });
    const { ownerUrl, webUrl } = setting.database;
    const people = [{ id: reader.person.id, name: reader.person.name }];
    await bigSeed({ ownerUrl, organisationId: quiet.id, jobs: 20_000, people });
    watch = await watchStatements({ ownerUrl, url: webUrl });
  });
  afterAll(() => watch.close());

  async function poll(input: object): Promise<string> {
    const url = new URL("/api/trpc/jobs.status", BASE_URL);
    url.searchParams.set("batch", "1");
    url.searchParams.set("input", JSON.stringify({ 0: input }));
    const request = new Request(url, { headers: { cookie: reader.cookie } });
    return (await handleTrpc({ ...setting.services, db: watch.db }, request)).text();
  }

  test("with nothing new is one statement beside the session's, at most 6 pages, at most 150 bytes", async () => {
    // A minute ahead: the newest seeded rows are older than the overlap then.
    const since = new Date(Date.now() + 60_000).toISOString();
    await poll({ since });
    let body = "";
    const statements = await watch.during(async () => {
      body = await poll({ since });
    });
    const ours = statements.filter(({ text }) => !text.includes("auth.sessions"));
    expect(ours).toHaveLength(1);
    expect(ours[0]?.buffers).toBeLessThanOrEqual(6);
    expect(JSON.parse(body)[0].result.data.rows).toEqual([]);
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(150);
  });

  test("brings a job that was written since, once, and no other", async () => {
    const first = JSON.parse(await poll({}))[0].result.data;
    expect(first.rows).toEqual([]);
    const [failed] = await setting.owner.$client<{ id: string }[]>`
      select id from jobs where organisation_id = ${quiet.id} and status = 'failed' and resolved_at is null limit 1`;
    await withScope(setting.owner, quiet.scope, (tx) => dismissJob(tx, { id: failed?.id ?? "", by: reader.person.by }));
    const { rows } = JSON.parse(await poll({ since: first.cursor }))[0].result.data;
    const changed = rows.filter((row: { updatedAt: string }) => row.updatedAt > first.cursor);
    expect(changed).toMatchObject([{ id: failed?.id, state: "dismissed" }]);
  });
});

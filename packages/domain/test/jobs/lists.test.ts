import { failure } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countMatchingJobs } from "../../src/jobs/count-matching.ts";
import { failureCodesSaying, type JobFilter } from "../../src/jobs/job-filter.ts";
import { type JobListQuery, listJobs } from "../../src/jobs/list.ts";
import { noteJob } from "../../src/jobs/note.ts";
import { readJobStatuses } from "../../src/jobs/status.ts";
import { giveBackJob, takeJob } from "../../src/jobs/take.ts";
import { listNotices, lookAtNotices } from "../../src/notices/index.ts";
import { listSavedViews, removeView, saveView, setDefaultView } from "../../src/views/index.ts";
import {
  addShop,
  asWeb,
  BY,
  enqueue,
  finish,
  mustClaim,
  openScene,
  openShop,
  REGISTERED,
  type Scene,
  type Shop,
} from "./scene.ts";

let scene: Scene;
let shop: Shop;
/** One of each: failed, completed, done in part, waiting, running. */
const jobs: Record<"failed" | "completed" | "partial" | "waiting" | "running", string> = {
  failed: "",
  completed: "",
  partial: "",
  waiting: "",
  running: "",
};
const restaurantOf = new Map<string, string>();

beforeAll(async () => {
  scene = await openScene();
  shop = await openShop(scene);
  for (const kind of ["failed", "completed", "partial", "waiting", "running"] as const) {
    const own = await addShop(scene, { scope: shop.scope });
    const { jobId } = await enqueue(scene, own);
    jobs[kind] = jobId;
    restaurantOf.set(jobId, own.restaurantId);
    if (kind === "waiting") continue;
    const job = await mustClaim(scene, { jobId });
    const reason = failure("SUBDOMAIN_TAKEN", { subdomain: "sisters" });
    if (kind === "failed")
      await finish(scene, own, { job, ending: { kind: "failed", failure: reason, changed: false } });
    if (kind === "completed") await finish(scene, own, { job, ending: REGISTERED });
    if (kind === "partial") await finish(scene, own, { job, ending: { ...REGISTERED, outcome: "partial" } });
  }
});
afterAll(() => scene.close());

const list = (query: JobListQuery) => asWeb(scene, shop, (tx) => listJobs(tx, query));
const found = async (filter: JobFilter) => {
  const { rows } = await list(filter);
  const names = Object.entries(jobs);
  expect(await asWeb(scene, shop, (tx) => countMatchingJobs(tx, filter))).toEqual({ count: rows.length });
  return rows.map(({ id }) => names.find(([, jobId]) => jobId === id)?.[0] ?? id).sort();
};

test.each<[string, JobFilter, string[]]>([
  ["several statuses", { statuses: ["failed", "running"] }, ["failed", "running"]],
  ["needs a look, which completed includes", { statuses: ["needs_look"] }, ["partial"]],
  ["given up: failed and done in part", { view: "given_up" }, ["failed", "partial"]],
  ["a type nobody ran", { types: ["upload_menu"] }, []],
  ["a type and a status", { types: ["register_restaurant"], statuses: ["completed"] }, ["completed", "partial"]],
  ["a person and a status", { people: [BY.id], statuses: ["completed", "failed"] }, ["completed", "failed", "partial"]],
  ["nobody we know", { people: ["nobody"] }, []],
  ["the last hour", { within: "hour", view: "running" }, ["running"]],
  ["before a day", { to: "2026-01-01T00:00:00Z" }, []],
  ["what the failure says", { q: "is taken" }, ["failed"]],
  ["a failure's code", { q: "subdomain_taken" }, ["failed"]],
])("finds by %s, and counts the same", async (_, filter, expected) => {
  expect(await found(filter)).toEqual(expected);
});

test("finds by restaurant, by part of its name without marks, by store address, by portal id and by short id", async () => {
  const id = restaurantOf.get(jobs.failed) ?? "";
  await scene.owner.execute(
    sql`update restaurants set name_key = 'wharekai 100% rua', subdomain = 'wharekai-rua', upstream_id = 'RESx1' where id = ${id}`,
  );
  const { rows } = await list({ statuses: ["failed"] });
  const shortId = rows[0]?.shortId ?? "";
  for (const q of ["harekāi", "wharekai-rua", "RESx1", shortId, shortId.slice(2).toLowerCase(), "100%"])
    expect(await found({ q }), q).toEqual(["failed"]);
  expect(await found({ restaurantIds: [id, restaurantOf.get(jobs.running) ?? ""] })).toEqual(["failed", "running"]);
  expect(await found({ q: "wharekai", statuses: ["running"] })).toEqual([]);
  // A wildcard is a character like any other.
  expect(await found({ q: "whare_ai" })).toEqual([]);
});

test("pages through any filter in both orders without losing or repeating a row", async () => {
  for (const sort of ["newest", "oldest"] as const)
    for (const filter of [{}, { statuses: ["failed", "completed", "running"] as const }, { q: "kererū" }]) {
      const seen: string[] = [];
      const times: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ ...filter, sort, limit: 2, cursor });
        seen.push(...page.rows.map(({ id }) => id));
        times.push(...page.rows.map(({ updatedAt }) => updatedAt));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      expect([...seen].sort()).toEqual((await list(filter)).rows.map(({ id }) => id).sort());
      expect(times).toEqual([...times].sort((a, b) => (sort === "newest" ? (a < b ? 1 : -1) : a < b ? -1 : 1)));
    }
});

test("another organisation finds nothing of it", async () => {
  const stranger = await openShop(scene);
  for (const query of [{}, { q: "kererū" }, { restaurantIds: [...restaurantOf.values()] }, { people: [BY.id] }])
    expect((await asWeb(scene, stranger, (tx) => listJobs(tx, query))).rows).toEqual([]);
});

test("staff find failures by the words on their screen", () => {
  expect(failureCodesSaying("refused the password")).toEqual(["WRONG_PASSWORD"]);
  expect(failureCodesSaying("wrong password")).toEqual(["WRONG_PASSWORD"]);
  expect(failureCodesSaying("zz")).toEqual([]);
});

test("a job is taken, given back and noted, each in its history, and pressing twice changes nothing", async () => {
  const id = jobs.failed;
  const other = { ...BY, id: "0b0e6c1e-0000-4000-8000-000000000002", name: "Sione Test" };
  const row = async () => (await list({ statuses: ["failed"] })).rows[0];
  expect(await asWeb(scene, shop, (tx) => takeJob(tx, { id, by: BY }))).toMatchObject({ changed: true });
  expect(await asWeb(scene, shop, (tx) => takeJob(tx, { id, by: BY }))).toMatchObject({ changed: false });
  expect(await asWeb(scene, shop, (tx) => takeJob(tx, { id, by: other }))).toMatchObject({
    message: "It is yours now; Mere Test had it.",
  });
  expect(await row()).toMatchObject({ owner: { id: other.id, name: other.name } });
  await asWeb(scene, shop, (tx) => giveBackJob(tx, { id, by: BY }));
  await asWeb(scene, shop, (tx) => noteJob(tx, { id, by: BY, note: " Owner rings back on Monday " }));
  expect(await row()).toMatchObject({ owner: null, note: "Owner rings back on Monday" });
  const stranger = await openShop(scene);
  await expect(asWeb(scene, stranger, (tx) => takeJob(tx, { id, by: BY }))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a person's views are their own: saved under a name, replaced, made the default, taken away", async () => {
  const mine = { personId: BY.id };
  await asWeb(scene, shop, (tx) => saveView(tx, { ...mine, name: "Menus", filters: { types: ["upload_menu"] } }));
  await asWeb(scene, shop, (tx) => saveView(tx, { ...mine, name: "Menus", filters: { view: "given_up" } }));
  await asWeb(scene, shop, (tx) => saveView(tx, { ...mine, name: "Today", filters: { within: "day" } }));
  await asWeb(scene, shop, (tx) => setDefaultView(tx, { ...mine, name: "Menus" }));
  await asWeb(scene, shop, (tx) => setDefaultView(tx, { ...mine, name: "Today" }));
  expect(await asWeb(scene, shop, (tx) => listSavedViews(tx, mine))).toMatchObject([
    { name: "Menus", filters: { view: "given_up" }, isDefault: false },
    { name: "Today", isDefault: true },
  ]);
  const somebody = { personId: "0b0e6c1e-0000-4000-8000-00000000000f" };
  expect(await asWeb(scene, shop, (tx) => listSavedViews(tx, somebody))).toEqual([]);
  await asWeb(scene, shop, (tx) => removeView(tx, { ...somebody, name: "Menus" }));
  await asWeb(scene, shop, (tx) => removeView(tx, { ...mine, name: "Today" }));
  expect(await asWeb(scene, shop, (tx) => listSavedViews(tx, mine))).toMatchObject([{ name: "Menus" }]);
  await expect(asWeb(scene, shop, (tx) => setDefaultView(tx, { ...mine, name: "Gone" }))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a person hears of their own jobs that ended, until they have looked", async () => {
  const mine = { personId: BY.id };
  const before = await asWeb(scene, shop, (tx) => listNotices(tx, mine));
  expect(before.unseenCount).toBe(3);
  expect(before.rows.map(({ job }) => job.id).sort()).toEqual([jobs.completed, jobs.failed, jobs.partial].sort());
  await asWeb(scene, shop, (tx) => lookAtNotices(tx, mine));
  expect((await asWeb(scene, shop, (tx) => listNotices(tx, mine))).unseenCount).toBe(0);
  await asWeb(scene, shop, (tx) => noteJob(tx, { id: jobs.completed, by: BY, note: "Seen" }));
  expect((await asWeb(scene, shop, (tx) => listNotices(tx, mine))).unseenCount).toBe(1);
});

test("a poll brings what was written and what reads differently by the clock, and otherwise nothing", async () => {
  const ask = (query: Parameters<typeof readJobStatuses>[1]) => asWeb(scene, shop, (tx) => readJobStatuses(tx, query));
  await scene.owner.execute(sql`update jobs set updated_at = now() - interval '5 minutes'`);
  await scene.owner.execute(sql`update attempts set beat_at = now(), progress_at = now() - interval '19 seconds'`);
  const { cursor, rows } = await ask({});
  expect(rows).toEqual([]);
  const moving = [jobs.running, jobs.waiting];
  expect((await ask({ since: cursor, moving })).rows).toEqual([]);
  await scene.owner.execute(sql`update attempts set progress_at = now() - interval '40 seconds'`);
  const earlier = new Date(Date.parse(cursor) - 30_000).toISOString();
  expect((await ask({ since: earlier, moving })).rows).toMatchObject([{ id: jobs.running, state: "quiet" }]);
  expect((await ask({ since: earlier })).rows).toEqual([]);
  await asWeb(scene, shop, (tx) => noteJob(tx, { id: jobs.failed, by: BY, note: "Written" }));
  expect((await ask({ since: cursor })).rows).toMatchObject([{ id: jobs.failed }]);
  expect((await ask({ since: cursor, ids: [jobs.partial] })).rows).toEqual([]);
  expect((await ask({ ids: [jobs.partial, jobs.running] })).rows).toHaveLength(2);
});

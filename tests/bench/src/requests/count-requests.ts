import { withScope } from "@pumpd/db";
import { readJobStatuses } from "@pumpd/domain/jobs";
import { watchStatements } from "@pumpd/testing/watch-statements";
import type { Measure } from "../harness/measure.ts";
import { openRestaurants, type Scene, withScene } from "../harness/scene.ts";
import { countStatements, perJob } from "../harness/statements.ts";
import { enqueueNoOp } from "../queue/no-op.ts";
import { openApi, type SignedIn } from "./open-api.ts";

const CHANGED = 20;

/** What M2, M9 and M10 can say without a clock: statements, pages and bytes of a request. */
export function countRequests(): Promise<Measure[]> {
  return withScene(async (scene) => {
    const counter = await countStatements(scene.database.webUrl);
    const api = await openApi(scene, counter.through(scene.database.webUrl));
    const statementsOf = async (work: () => Promise<unknown>) => perJob(await counter.during(work), 1).statements;
    try {
      const restaurants = await openRestaurants(scene, CHANGED + 1);
      const [restaurantId = "", ...others] = restaurants;
      const input = { type: "register_restaurant", restaurantId };
      const enqueue = await statementsOf(() => api.call({ path: "jobs.enqueue", kind: "mutation", input }));
      const noOp = await statementsOf(() => api.call({ path: "jobs.types", kind: "query" }));
      const since = later(60_000);
      const poll = await statementsOf(() => pollOnce(api, since));
      const nothingNew = Buffer.byteLength(await pollOnce(api, since));
      const changed = await bytesPerChangedRow(scene, { api, restaurants: others });
      return [
        {
          id: "M2.statements",
          name: "Enqueue over HTTP: statements beside begin, commit and scope",
          value: enqueue,
          unit: "statements",
          peer: { name: "no-op procedure", value: noOp },
          goal: { of: "value", atMost: 4 },
        },
        {
          id: "M9.statements",
          name: "Poll with nothing new: statements beside the session's",
          value: poll - noOp,
          unit: "statements",
          goal: { of: "value", atMost: 1 },
        },
        {
          id: "M9.pages",
          name: "Poll with nothing new: pages looked at",
          value: await pagesOfPoll(scene, since),
          unit: "pages",
          goal: { of: "value", atMost: 6 },
        },
        {
          id: "M9.bytes",
          name: "Poll with nothing new: body",
          value: nothingNew,
          unit: "B",
          goal: { of: "value", atMost: 150 },
        },
        {
          id: "M10.bytes",
          name: "Poll: bytes per changed row",
          value: changed,
          unit: "B",
          goal: { of: "value", atMost: 250 },
          note: "a changed row comes whole, with all that a list shows of it",
        },
      ];
    } finally {
      await api.close();
      await counter.close();
    }
  });
}

const later = (ms: number) => new Date(Date.now() + ms).toISOString();

function pollOnce(api: SignedIn, since: string): Promise<string> {
  return api.call({ path: "jobs.status", kind: "query", input: { since } });
}

async function bytesPerChangedRow(
  { owner, organisation }: Scene,
  { api, restaurants }: { api: SignedIn; restaurants: readonly string[] },
): Promise<number> {
  const since = later(11_000);
  const before = await pollOnce(api, since);
  for (const restaurantId of restaurants) await enqueueNoOp(owner, { organisation, restaurantId });
  const after = await pollOnce(api, later(-1_000));
  const countRows = (body: string) => body.split('"shortId"').length - 1;
  return (Buffer.byteLength(after) - Buffer.byteLength(before)) / (countRows(after) - countRows(before));
}

async function pagesOfPoll({ database, organisation }: Scene, since: string): Promise<number> {
  const watch = await watchStatements({ ownerUrl: database.ownerUrl, url: database.webUrl });
  try {
    const ask = () => withScope(watch.db, organisation.scope, (tx) => readJobStatuses(tx, { since }));
    await ask();
    return (await watch.during(ask)).reduce((sum, { buffers }) => sum + buffers, 0);
  } finally {
    await watch.close();
  }
}

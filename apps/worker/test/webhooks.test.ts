import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import { cancelJob, enqueueJob, retryJob } from "@pumpd/domain/jobs";
import { Metrics } from "@pumpd/domain/metrics";
import { parsePrivateHosts } from "@pumpd/domain/outgoing";
import { readSealingKey } from "@pumpd/domain/vault";
import {
  createWebhook,
  listDeliveries,
  listWebhooks,
  RETRY_PAUSES_MS,
  removeWebhook,
  sendAgain,
} from "@pumpd/domain/webhooks";
import { WEBHOOK_EVENTS, type WebhookEvent } from "@pumpd/model";
import {
  createAccount,
  createOrganisation,
  createRestaurant,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
  testKeys,
} from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../src/log.ts";
import { sendWebhooks } from "../src/send-webhooks.ts";

let database: TestDatabase;
let owner: Database;
let web: Database;
let worker: Database;
let ours: TestOrganisation;
let receiver: Server;
let url: string;
let received: { headers: IncomingHttpHeaders; body: string }[] = [];
let answerWith = 200;
const by = { kind: "person", id: "01993f3e-0000-7000-8000-000000000002", name: "Ana" } as const;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test owner", max: 2 });
  web = connect(database.webUrl, { applicationName: "test web", max: 2 });
  worker = connect(database.workerUrl, { applicationName: "test worker", max: 4 });
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answerWith).end();
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, "127.0.0.1", () => resolve());
  });
  url = `http://receiver.internal:${(receiver.address() as AddressInfo).port}/in`;
});
beforeEach(async () => {
  received = [];
  answerWith = 200;
  ours = await createOrganisation(owner);
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await Promise.all([disconnect(owner), disconnect(web), disconnect(worker)]);
  await database.drop();
});

const privateHosts = () => parsePrivateHosts(new URL(url).host);
const inOurs = <T>(work: Parameters<typeof withScope<T>>[2]) => withScope(web, ours.scope, work);

async function hook(events: readonly WebhookEvent[] = WEBHOOK_EVENTS) {
  const sealingKey = await readSealingKey((await testKeys()).publicKeyFile);
  return inOurs((tx) => createWebhook(tx, { by, sealingKey, privateHosts: privateHosts(), url, events }));
}

async function cancelledJob(): Promise<string> {
  const { id: restaurantId } = await createRestaurant(owner, { scope: ours.scope });
  await createAccount(owner, { scope: ours.scope, restaurantId });
  const { jobId } = await inOurs((tx) => enqueueJob(tx, { by, type: "register_restaurant", restaurantId }));
  await inOurs((tx) => cancelJob(tx, { id: jobId, by }));
  return jobId;
}

async function send() {
  const { privateKeysDir } = await testKeys();
  return sendWebhooks({
    db: worker,
    privateKeysDir,
    privateHosts: privateHosts(),
    metrics: new Metrics(),
    log: createLog("silent"),
    lookUp: async () => [{ address: "127.0.0.1", family: 4 }],
  });
}

/** As if its pause were over. */
const makeDue = () => owner.update(tables.webhookDeliveries).set({ nextAt: sql`now()` });

describe("a webhook", () => {
  test("is told once how a job ended, signed so that the receiver can tell who spoke", async () => {
    const { id, secret } = await hook();
    const jobId = await cancelledJob();
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(received).toHaveLength(1);
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(JSON.parse(body)).toEqual({
      type: "job.cancelled",
      timestamp: expect.stringMatching(/Z$/),
      data: expect.objectContaining({ jobId, jobType: "register_restaurant", status: "cancelled", outcome: null }),
    });
    const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const expected = createHmac("sha256", key).update(content).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
    expect(Math.abs(Number(headers["webhook-timestamp"]) * 1000 - Date.now())).toBeLessThan(60_000);
    const [delivery] = await inOurs((tx) => listDeliveries(tx, id));
    expect(delivery).toMatchObject({ id: headers["webhook-id"], jobId, state: "delivered", tries: 1, httpStatus: 200 });
    expect(await inOurs(listWebhooks)).toMatchObject([{ id, url, last: { state: "delivered" } }]);
  });

  test("hears only what it asked for, and nothing of a job that goes on", async () => {
    await hook(["job.completed"]);
    const jobId = await cancelledJob();
    await inOurs((tx) => retryJob(tx, { id: jobId, by, how: "resume" }));
    expect(await send()).toBe(0);
  });

  test("that does not answer well is tried again after growing pauses, then given up, and again when asked", async () => {
    const { id } = await hook();
    await cancelledJob();
    answerWith = 500;
    for (const pauseMs of RETRY_PAUSES_MS) {
      await send();
      expect(await send()).toBe(0);
      const [row] = await inOurs((tx) => listDeliveries(tx, id));
      expect(row).toMatchObject({ state: "waiting", httpStatus: 500, problem: "It answered 500." });
      const waitsMs = Date.parse(row?.nextAt ?? "") - Date.parse(row?.lastTriedAt ?? "");
      expect(Math.abs(waitsMs - pauseMs)).toBeLessThan(5_000);
      await makeDue();
    }
    await send();
    await makeDue();
    expect(await send()).toBe(0);
    const [given] = await inOurs((tx) => listDeliveries(tx, id));
    expect(given).toMatchObject({ state: "given_up", tries: RETRY_PAUSES_MS.length + 1, nextAt: null });
    answerWith = 200;
    await inOurs((tx) => sendAgain(tx, { by, id: given?.id ?? "" }));
    await send();
    expect((await inOurs((tx) => listDeliveries(tx, id)))[0]).toMatchObject({ state: "delivered", tries: 1 });
  });

  test("is told by one of several workers, and by the next one when that died with it in hand", async () => {
    await hook();
    await cancelledJob();
    const sent = await Promise.all([send(), send(), send()]);
    expect(sent.reduce((sum, n) => sum + n)).toBe(1);
    expect(received).toHaveLength(1);
    await cancelledJob();
    // A worker that takes it and dies: the row is held, and free again when the hold runs out.
    await owner.execute(
      sql`update webhook_deliveries set tries = 1, next_at = now() + interval '1 minute' where state = 'waiting'`,
    );
    expect(await send()).toBe(0);
    await makeDue();
    expect(await send()).toBe(1);
    expect(received).toHaveLength(2);
  });

  test("whose name leads into our network is refused at each try", async () => {
    const { id } = await hook();
    await cancelledJob();
    const { privateKeysDir } = await testKeys();
    await sendWebhooks({
      db: worker,
      privateKeysDir,
      privateHosts: parsePrivateHosts(""),
      metrics: new Metrics(),
      log: createLog("silent"),
      lookUp: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    expect(received).toEqual([]);
    expect((await inOurs((tx) => listDeliveries(tx, id)))[0]?.problem).toMatch(/https/);
  });

  test("that was removed hears nothing more", async () => {
    const { id } = await hook();
    await cancelledJob();
    await inOurs((tx) => removeWebhook(tx, { by, id }));
    expect(await send()).toBe(0);
    const [row] = await inOurs((tx) => listDeliveries(tx, id));
    expect(row).toMatchObject({ state: "given_up", problem: "The webhook was removed." });
    await expect(inOurs((tx) => sendAgain(tx, { by, id: row?.id ?? "" }))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await inOurs(listWebhooks)).toEqual([]);
  });

  test("keeps its secret from everybody but a worker, and belongs to its organisation", async () => {
    const { id, secret } = await hook();
    await cancelledJob();
    const [row] = await owner.select().from(tables.webhooks).where(eq(tables.webhooks.id, id));
    expect(Buffer.from(row?.sealedSecret ?? []).includes(secret)).toBe(false);
    const theirs = await createOrganisation(owner);
    const asTheirs = <T>(work: Parameters<typeof withScope<T>>[2]) => withScope(web, theirs.scope, work);
    expect(await asTheirs(listWebhooks)).toEqual([]);
    const [delivery] = await inOurs((tx) => listDeliveries(tx, id));
    const refusals = [
      () => asTheirs((tx) => listDeliveries(tx, id)),
      () => asTheirs((tx) => removeWebhook(tx, { by, id })),
      () => asTheirs((tx) => sendAgain(tx, { by, id: delivery?.id ?? "" })),
    ];
    for (const ask of refusals) await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

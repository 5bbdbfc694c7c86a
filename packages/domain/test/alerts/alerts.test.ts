import { withScope } from "@pumpd/db";
import { failure } from "@pumpd/model";
import { testKeys } from "@pumpd/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  acknowledgeAlert,
  addChannel,
  claimMessages,
  endMessage,
  evaluateAlerts,
  listAlerts,
  listChannels,
  removeChannel,
  setRule,
  testChannel,
} from "../../src/alerts/index.ts";
import { NO_PRIVATE_HOSTS } from "../../src/outgoing/index.ts";
import { readSealingKey } from "../../src/vault/index.ts";
import {
  asWeb,
  BY,
  enqueue,
  finish,
  forgetMilestones,
  mustClaim,
  openScene,
  openShop,
  REGISTERED,
  type Scene,
  type Shop,
} from "../jobs/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const openAlerts = async (shop: Shop) =>
  (await asWeb(scene, shop, listAlerts)).filter(({ resolvedAt }) => resolvedAt === null);
const endHolds = () => scene.owner.$client`update holds set released_at = now() where released_at is null`;

async function mailTo(shop: Shop, address: string): Promise<string> {
  const sealingKey = await readSealingKey((await testKeys()).publicKeyFile);
  const channel = { by: BY, sealingKey, privateHosts: NO_PRIVATE_HOSTS, kind: "email" as const, address };
  return (await asWeb(scene, shop, (tx) => addChannel(tx, channel))).id;
}

test("a closed portal is one alert per organisation with one message, stays one, is acknowledged, and ends by itself once", async () => {
  const [ours, theirs] = [await openShop(scene), await openShop(scene)];
  await mailTo(ours, "ops@ours.example");
  const { jobId } = await enqueue(scene, ours);
  const job = await mustClaim(scene, { jobId });
  await finish(scene, ours, { job, ending: { kind: "failed", failure: failure("MAINTENANCE"), changed: false } });
  await evaluateAlerts(scene.worker);
  await evaluateAlerts(scene.worker);
  const [alert, ...more] = await openAlerts(ours);
  expect(more).toEqual([]);
  expect(alert).toMatchObject({ rule: "host_held", cause: "admin.pumpd.example", acknowledgedAt: null });
  expect(alert?.says).toContain("closed for maintenance");
  expect(await openAlerts(theirs)).toHaveLength(1);
  const [message, ...others] = await claimMessages(scene.worker);
  expect(others).toEqual([]);
  expect(message).toMatchObject({ kind: "email", label: "ops@ours.example", subject: alert?.says, tries: 1 });
  await endMessage(scene.worker, { id: message?.id ?? "", tries: 1, problem: null });

  const id = alert?.id ?? "";
  await asWeb(scene, ours, (tx) => acknowledgeAlert(tx, { id, by: BY }));
  expect((await openAlerts(ours))[0]).toMatchObject({ acknowledgedBy: BY.name });
  await expect(asWeb(scene, theirs, (tx) => acknowledgeAlert(tx, { id, by: BY }))).rejects.toThrow("no alert");

  await endHolds();
  await evaluateAlerts(scene.worker);
  expect(await openAlerts(ours)).toEqual([]);
  const over = await claimMessages(scene.worker);
  expect(over.map(({ subject }) => subject)).toEqual([`Over: ${alert?.says}`]);
  await endMessage(scene.worker, { id: over[0]?.id ?? "", tries: 1, problem: null });

  // It comes back at once: the same trouble, and nobody is told twice, neither that it began nor that it is over.
  await scene.owner.$client`update holds set released_at = null`;
  await evaluateAlerts(scene.worker);
  expect(await openAlerts(ours)).toMatchObject([{ id }]);
  await endHolds();
  await evaluateAlerts(scene.worker);
  expect(await claimMessages(scene.worker)).toEqual([]);
});

test("an organisation's own threshold counts, and only there", async () => {
  const [ours, theirs] = [await openShop(scene), await openShop(scene)];
  for (const shop of [ours, theirs]) await enqueue(scene, shop);
  const pending = async (shop: Shop) => (await openAlerts(shop)).map(({ rule }) => rule);
  await asWeb(scene, ours, (tx) => setRule(tx, { by: BY, rule: "pending_many", isOn: true, threshold: 0 }));
  await evaluateAlerts(scene.worker);
  expect(await pending(ours)).toEqual(["pending_many"]);
  expect(await pending(theirs)).toEqual([]);
});

test("what moves each rule in the database is seen: overdue, a lost worker, a repair, failures", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const seen = async () => {
    await evaluateAlerts(scene.worker);
    return (await openAlerts(shop)).map(({ rule }) => rule).sort();
  };
  expect(await seen()).toEqual([]);
  await scene.owner
    .$client`update jobs set due_at = now() + interval '1 minute', created_at = now() - interval '4.5 minutes' where id = ${jobId}`;
  expect(await seen()).toEqual(["due_soon"]);
  await scene.owner
    .$client`update jobs set due_at = now() - interval '1 minute', created_at = now() - interval '20 minutes' where id = ${jobId}`;
  expect(await seen()).toEqual(["overdue", "wait_long"]);
  await scene.owner.$client`insert into job_events (organisation_id, job_id, kind, actor_kind, actor_id)
    values (${shop.scope.organisationId}, ${jobId}, 'repaired', 'system', 'reconcile')`;
  await scene.owner.$client`update workers set beat_at = now() - interval '3 minutes'`;
  expect(await seen()).toEqual(["overdue", "repaired", "wait_long", "worker_missing"]);
  await scene.owner.$client`update workers set beat_at = now()`;
  await asWeb(scene, shop, (tx) => setRule(tx, { by: BY, rule: "failed_many", isOn: true, threshold: 0 }));
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("FORM_REFUSED"), changed: false } });
  expect(await seen()).toEqual(["failed_many", "repaired"]);
});

test("a share that is low, runs that are slow and a type that is held are seen in the database, each with its own words", async () => {
  const shop = await openShop(scene);
  const rules = async () => {
    await evaluateAlerts(scene.worker);
    return (await openAlerts(shop)).map(({ rule }) => rule).sort();
  };
  for (let n = 0; n < 5; n += 1) {
    const { jobId } = await enqueue(scene, shop);
    await finish(scene, shop, { job: await mustClaim(scene, { jobId }), ending: REGISTERED });
    await forgetMilestones(scene, shop);
  }
  const ours = shop.scope.organisationId;
  expect(await rules()).toEqual([]);
  await scene.owner.$client`update jobs set run_ms = 181000 where organisation_id = ${ours}`;
  expect(await rules()).toEqual(["run_slow"]);
  await scene.owner.$client`update jobs set run_ms = 1000 where organisation_id = ${ours}`;
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("FORM_REFUSED"), changed: false } });
  expect(await rules()).toEqual(["success_low"]);
  await scene.owner.$client`update jobs set completed_at = now() - interval '2 days' where id = ${jobId}`;
  await scene.owner
    .$client`insert into holds (scope, key, kind, reason, created_by) values ('job_type', 'upload_menu', 'drift', 'PORTAL_CHANGED', 'test')`;
  await scene.owner
    .$client`insert into holds (scope, key, kind, reason, created_by) values ('host', 'elsewhere.example', 'maintenance', 'MAINTENANCE', 'test')`;
  expect(await rules()).toEqual(["type_held"]); // where others work is no concern of ours
  expect((await openAlerts(shop))[0]).toMatchObject({
    cause: "upload_menu",
    says: expect.stringContaining("upload_menu"),
  });
  await endHolds();
  expect(await rules()).toEqual([]);
});

test("a webhook's address is sealed and shown by its host alone; what is not public is not taken; a test is one message", async () => {
  const shop = await openShop(scene);
  const sealingKey = await readSealingKey((await testKeys()).publicKeyFile);
  const given = { by: BY, sealingKey, privateHosts: NO_PRIVATE_HOSTS, kind: "webhook" as const };
  const url = "https://hooks.example/services/T0/secret-part";
  const { id } = await asWeb(scene, shop, (tx) => addChannel(tx, { ...given, url }));
  for (const bad of ["http://hooks.example/x", "https://127.0.0.1/x", "https://169.254.169.254/"])
    await expect(asWeb(scene, shop, (tx) => addChannel(tx, { ...given, url: bad }))).rejects.toThrow();
  expect(await asWeb(scene, shop, listChannels)).toMatchObject([
    { id, kind: "webhook", label: "hooks.example", last: null },
  ]);
  const [raw] = await scene.owner.$client`select row_to_json(c)::text as text from alert_channels c where id = ${id}`;
  const [audit] = await scene.owner
    .$client`select string_agg(row_to_json(a)::text, '') as text from audit_log a where target_id = ${id}`;
  expect(`${raw?.text}${audit?.text}`).not.toContain("secret-part");
  await asWeb(scene, shop, (tx) => testChannel(tx, { id, by: BY }));
  // other organisations' messages wait too and a claim takes ten: ours must be the one that waited longest
  const makeDue = () =>
    scene.owner.$client`update alert_messages set next_at = now() - interval '1 year' where channel_id = ${id}`;
  await makeDue();
  const mine = (await claimMessages(scene.worker)).filter(({ channelId }) => channelId === id);
  expect(mine).toHaveLength(1);
  for (const problem of ["No answer", "No answer", "No answer", "No answer"]) {
    const [row] = await scene.owner.$client<
      { tries: number }[]
    >`select tries from alert_messages where channel_id = ${id}`;
    await endMessage(scene.worker, { id: mine[0]?.id ?? "", tries: row?.tries ?? 0, problem });
    await makeDue();
    await claimMessages(scene.worker);
  }
  expect((await asWeb(scene, shop, listChannels))[0]?.last).toMatchObject({ state: "given_up", problem: "No answer" });
  await asWeb(scene, shop, (tx) => removeChannel(tx, { id, by: BY }));
  expect(await asWeb(scene, shop, listChannels)).toEqual([]);
});

test("web may not raise an alert by itself, and no organisation reads another's", async () => {
  const [ours, theirs] = [await openShop(scene), await openShop(scene)];
  await expect(
    withScope(scene.web, ours.scope, (tx) =>
      tx.execute(
        `insert into alerts (organisation_id, rule, says) values ('${ours.scope.organisationId}', 'overdue', 'x')`,
      ),
    ),
  ).rejects.toThrow();
  await mailTo(ours, "only@ours.example");
  expect(await asWeb(scene, theirs, listChannels)).toEqual([]);
});

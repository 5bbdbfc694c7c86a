import { randomUUID } from "node:crypto";
import { tables, withScope } from "@pumpd/db";
import { createApiKey } from "@pumpd/domain/api-keys";
import { startBulkAction } from "@pumpd/domain/bulk";
import { pauseWork } from "@pumpd/domain/holds";
import { cancelJob, enqueueJob } from "@pumpd/domain/jobs";
import { NO_PRIVATE_HOSTS } from "@pumpd/domain/outgoing";
import { type Invited, invitePerson } from "@pumpd/domain/people";
import { addNote } from "@pumpd/domain/restaurants";
import { createWebhook, listDeliveries, listWebhooks, removeWebhook } from "@pumpd/domain/webhooks";
import { BY_TEST, createAccount, createPerson, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import type { Setting } from "./setting.ts";

/** Stands in every text that can be written in the matrix's own organisation; nobody else may ever read it. */
export const CANARY = "Kākāriki-7f3e91";

/** Where only these characters are allowed. */
export const CANARY_MAILBOX = "kakariki-7f3e91";

export type Scene = { setting: Setting; organisation: TestOrganisation };
type InputOf = (scene: Scene) => Promise<Record<string, unknown> | undefined>;

const nothing: InputOf = async () => undefined;

async function restaurantId({ setting, organisation: { scope } }: Scene): Promise<string> {
  const { id } = await createRestaurant(setting.owner, { scope, name: `${CANARY} ${randomUUID()}`, note: CANARY });
  return id;
}

async function readyRestaurantId(scene: Scene): Promise<string> {
  const id = await restaurantId(scene);
  const login = `${CANARY}-${randomUUID()}@accounts.example`;
  await createAccount(scene.setting.owner, { scope: scene.organisation.scope, restaurantId: id, login });
  return id;
}

async function jobId(scene: Scene): Promise<string> {
  const restaurantId = await readyRestaurantId(scene);
  const job = await withScope(scene.setting.owner, scene.organisation.scope, (tx) =>
    enqueueJob(tx, { by: BY_TEST, type: "register_restaurant", restaurantId }),
  );
  return job.jobId;
}

async function bulkActionId(scene: Scene): Promise<string> {
  const what = { ids: [await jobId(scene)] };
  return (
    await withScope(scene.setting.owner, scene.organisation.scope, (tx) =>
      startBulkAction(tx, { by: BY_TEST, verb: "cancel", what }),
    )
  ).id;
}

async function completedJobId(scene: Scene): Promise<string> {
  const id = await jobId(scene);
  await scene.setting.owner
    .update(tables.jobs)
    .set({ status: "completed", outcome: "success", result: {}, completedAt: sql`clock_timestamp()` })
    .where(eq(tables.jobs.id, id));
  return id;
}

async function cancelledJobId(scene: Scene): Promise<string> {
  const id = await jobId(scene);
  await withScope(scene.setting.owner, scene.organisation.scope, (tx) => cancelJob(tx, { id, by: BY_TEST }));
  return id;
}

/** As it is stored once one of its two tags was made. */
async function partlyDoneJobId(scene: Scene): Promise<string> {
  const { setting, organisation } = scene;
  const restaurantId = await readyRestaurantId(scene);
  const { id: organisationId } = organisation;
  const upstreamId = "RESkakariki1";
  const milestone = { organisationId, restaurantId, milestone: "menu_imported", jobId: restaurantId } as const;
  await setting.owner.insert(tables.restaurantMilestones).values(milestone);
  const tags = ["Popular", CANARY].map((name) => ({ name, colour: "#3f92ff", dishes: [] }));
  const input = { upstreamId, subdomain: "kakariki", tags };
  const { jobId } = await withScope(setting.owner, organisation.scope, (tx) =>
    enqueueJob(tx, { by: BY_TEST, type: "item_tags", restaurantId, input }),
  );
  const items = [{ name: "Popular", status: "created", missingDishes: [], extraDishes: [] }];
  const result = { upstreamId, portalPage: "https://admin.pumpd.example/tags", items };
  await setting.owner
    .update(tables.jobs)
    .set({ status: "completed", outcome: "partial", result, completedAt: new Date() })
    .where(eq(tables.jobs.id, jobId));
  return jobId;
}

async function keyId({ setting, organisation: { scope } }: Scene): Promise<string> {
  const by = { ...BY_TEST, id: randomUUID() };
  return (await withScope(setting.owner, scope, (tx) => createApiKey(tx, { by, name: CANARY }))).id;
}

/** Made and removed by turns: an organisation has only so many. */
async function webhook({ setting, organisation: { scope } }: Scene): Promise<{ id: string }> {
  const by = { ...BY_TEST, id: randomUUID() };
  const sealingKey = await setting.services.readSealingKey();
  const url = `https://hooks.example/${CANARY}`;
  return withScope(setting.owner, scope, async (tx) => {
    for (const { id } of await listWebhooks(tx)) await removeWebhook(tx, { by, id });
    return createWebhook(tx, { by, sealingKey, privateHosts: NO_PRIVATE_HOSTS, url, events: ["job.cancelled"] });
  });
}

async function deliveryId(scene: Scene): Promise<string> {
  const { setting, organisation } = scene;
  const { id } = await webhook(scene);
  const job = await jobId(scene);
  return withScope(setting.owner, organisation.scope, async (tx) => {
    await cancelJob(tx, { id: job, by: BY_TEST });
    return (await listDeliveries(tx, id))[0]?.id ?? "";
  });
}

async function memberId({ setting, organisation: { scope } }: Scene): Promise<string> {
  return (await createPerson(setting.owner, { scope, role: "viewer", name: CANARY })).id;
}

function invitation({ setting, organisation: { scope } }: Scene): Promise<Invited> {
  const email = `${CANARY_MAILBOX}-${randomUUID()}@people.example`;
  return withScope(setting.owner, scope, (tx) => invitePerson(tx, { by: BY_TEST, email, role: "viewer" }));
}

const accountOf = async ({ setting, organisation: { scope } }: Scene) =>
  (await createAccount(setting.owner, { scope, login: `${CANARY}-${randomUUID()}@accounts.example` })).id;

async function workerId({ setting }: Scene): Promise<string> {
  const [row] = await setting.owner
    .insert(tables.workers)
    .values({ host: CANARY, pid: 1, version: "test", slots: 1, stoppedAt: sql`now()` })
    .returning({ id: tables.workers.id });
  return row?.id ?? "";
}

async function alertId({ setting, organisation: { scope } }: Scene): Promise<string> {
  const [row] = await setting.owner
    .insert(tables.alerts)
    .values({ organisationId: scope.organisationId, rule: "overdue", cause: randomUUID(), says: CANARY })
    .returning({ id: tables.alerts.id });
  return row?.id ?? "";
}

async function channelId({ setting, organisation: { scope } }: Scene): Promise<string> {
  const [row] = await setting.owner
    .insert(tables.alertChannels)
    .values({ organisationId: scope.organisationId, kind: "email", label: CANARY })
    .returning({ id: tables.alertChannels.id });
  return row?.id ?? "";
}

async function holdId(scene: Scene): Promise<string> {
  const { setting, organisation } = scene;
  const key = await accountOf(scene);
  return (
    await withScope(setting.owner, organisation.scope, (tx) =>
      pauseWork(tx, { by: BY_TEST, scope: "account", key, reason: CANARY }),
    )
  ).id;
}

/** One input per procedure that the right person may send. A procedure without one fails the matrix. */
export const POLICY_INPUTS: Record<string, InputOf> = {
  "me.read": nothing,
  "me.switchOrganisation": async ({ organisation }) => ({ organisationId: organisation.id }),
  "me.signOutEverywhere": nothing,
  "jobs.list": async () => ({ q: CANARY }),
  "jobs.status": async (scene) => ({ ids: [await jobId(scene)] }),
  "jobs.read": async (scene) => ({ id: await jobId(scene) }),
  "jobs.logs": async (scene) => ({ id: await jobId(scene) }),
  "jobs.overview": nothing,
  "jobs.counts": nothing,
  "jobs.types": nothing,
  "jobs.prepare": async (scene) => ({ type: "register_restaurant", restaurantId: await readyRestaurantId(scene) }),
  "jobs.enqueue": async (scene) => ({ type: "register_restaurant", restaurantId: await readyRestaurantId(scene) }),
  "jobs.plan": async (scene) => ({ type: "register_restaurant", restaurantId: await readyRestaurantId(scene) }),
  "jobs.checkDrift": async (scene) => ({ id: await completedJobId(scene) }),
  "jobs.retry": async (scene) => ({ id: await jobId(scene), how: "resume" }),
  "jobs.retryNow": async (scene) => ({ id: await jobId(scene) }),
  "jobs.retryFailedItems": async (scene) => ({ id: await partlyDoneJobId(scene) }),
  "jobs.editAndRetry": async (scene) => ({
    id: await cancelledJobId(scene),
    input: { name: `${CANARY} ${randomUUID()}` },
  }),
  "jobs.cancel": async (scene) => ({ id: await jobId(scene) }),
  "jobs.dismiss": async (scene) => ({ id: await jobId(scene), note: "seen" }),
  "jobs.count": async () => ({ q: CANARY }),
  "jobs.groups": nothing,
  "jobs.take": async (scene) => ({ id: await jobId(scene) }),
  "jobs.giveBack": async (scene) => ({ id: await jobId(scene) }),
  "jobs.note": async (scene) => ({ id: await jobId(scene), note: "seen" }),
  "bulk.start": async (scene) => ({ verb: "cancel", what: { ids: [await jobId(scene)] } }),
  "bulk.stop": async (scene) => ({ id: await bulkActionId(scene) }),
  "bulk.list": nothing,
  "views.list": nothing,
  "views.save": async () => ({ name: "Mine", filters: { q: CANARY } }),
  "views.remove": async () => ({ name: "Mine" }),
  "views.setDefault": async () => ({ name: null }),
  "notices.list": nothing,
  "notices.look": nothing,
  "jobs.decide": async (scene) => ({ id: await jobId(scene), decision: "look_again" }),
  "jobs.watch": async (scene) => ({ id: await jobId(scene) }),
  "restaurants.list": async () => ({ q: CANARY }),
  "restaurants.read": async (scene) => ({ id: await restaurantId(scene) }),
  "restaurants.files": async (scene) => ({ id: await restaurantId(scene) }),
  "restaurants.archivedJobs": async (scene) => ({ id: await restaurantId(scene) }),
  "restaurants.create": async (scene) => ({ name: "New here", accountId: await accountOf(scene) }),
  "restaurants.update": async (scene) => ({ id: await restaurantId(scene), name: "Renamed" }),
  "restaurants.addNote": async (scene) => ({ restaurantId: await restaurantId(scene), text: CANARY }),
  "restaurants.removeNote": async (scene) => {
    const id = await restaurantId(scene);
    const { setting, organisation } = scene;
    const note = await withScope(setting.owner, organisation.scope, (tx) =>
      addNote(tx, { by: BY_TEST, restaurantId: id, text: CANARY }),
    );
    return { restaurantId: id, noteId: note.id };
  },
  "restaurants.previewImport": async () => ({ csv: "name,phone\nNobody,call me" }),
  "restaurants.import": async () => ({ csv: "name,phone\nNobody,call me", doubles: [] }),
  "accounts.list": nothing,
  "accounts.create": async (scene) => ({
    login: `${randomUUID()}@accounts.example`,
    password: "a portal password",
    restaurantId: await restaurantId(scene),
  }),
  "accounts.link": async (scene) => ({ accountId: await accountOf(scene), restaurantId: await restaurantId(scene) }),
  "accounts.setPassword": async (scene) => ({ id: await accountOf(scene), password: "another portal password" }),
  "apiKeys.list": nothing,
  "apiKeys.create": async () => ({ name: "Till" }),
  "apiKeys.revoke": async (scene) => ({ id: await keyId(scene) }),
  "webhooks.list": nothing,
  "webhooks.create": async () => ({ url: "https://hooks.example/in", events: ["job.completed"] }),
  "webhooks.deliveries": async (scene) => ({ id: (await webhook(scene)).id }),
  "webhooks.sendAgain": async (scene) => ({ id: await deliveryId(scene) }),
  "webhooks.remove": async (scene) => ({ id: (await webhook(scene)).id }),
  "people.list": nothing,
  "holds.list": nothing,
  "holds.pause": async (scene) => ({ scope: "account", key: await accountOf(scene), reason: CANARY }),
  "holds.resume": async (scene) => ({ id: await holdId(scene) }),
  "people.invitations": nothing,
  "people.invite": async () => ({ email: `${randomUUID()}@people.example`, role: "viewer" }),
  "people.revokeInvitation": async (scene) => ({ id: (await invitation(scene)).id }),
  "people.offerNewPassword": async (scene) => ({ id: await memberId(scene) }),
  "people.setRole": async (scene) => ({ id: await memberId(scene), role: "operator" }),
  "people.setAccess": async (scene) => ({ id: await memberId(scene), access: "taken" }),
  "people.signOut": async (scene) => ({ id: await memberId(scene) }),
  "invitations.read": async (scene) => ({ token: (await invitation(scene)).token }),
  "invitations.accept": async (scene) => ({
    token: (await invitation(scene)).token,
    name: "Mere",
    password: "hollow brisk tangerine orbit",
  }),
  "organisation.limits": nothing,
  "organisation.usage": nothing,
  "organisation.exports": nothing,
  "organisation.askForExport": async ({ setting, organisation }) => {
    await setting.owner.$client`delete from organisation_exports where organisation_id = ${organisation.id}`;
    return undefined;
  },
  "organisation.delete": async () => ({ name: `${CANARY} Group` }),
  "audit.list": async () => ({}),
  "alerts.list": nothing,
  "alerts.rules": nothing,
  "alerts.channels": nothing,
  "alerts.acknowledge": async (scene) => ({ id: await alertId(scene) }),
  "alerts.setRule": async () => ({ rule: "overdue", isOn: true, threshold: 3 }),
  "alerts.addChannel": async () => ({ kind: "email", address: "ops@people.example" }),
  "alerts.removeChannel": async (scene) => ({ id: await channelId(scene) }),
  "alerts.testChannel": async (scene) => ({ id: await channelId(scene) }),
  "machinery.drain": async (scene) => ({ id: await workerId(scene), to: "drain" }),
  "machinery.performance": async () => ({ span: "week" }),
  "machinery.read": nothing,
};

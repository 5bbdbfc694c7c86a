import { tables } from "@pumpd/db";
import { createOrganisation, type TestOrganisation } from "@pumpd/testing";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POLICY_INPUTS } from "./policy-inputs.ts";
import { call, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let operator: Visitor;
beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  operator = await signedIn(setting, { scope: organisation.scope, role: "operator" });
});
afterAll(() => setting.close());

test.each([
  ["jobs.retry", "job.retry", { how: "resume" }],
  ["jobs.retryNow", "job.retry_now", {}],
  ["jobs.cancel", "job.cancel", {}],
  ["jobs.dismiss", "job.dismiss", { note: "seen" }],
  ["jobs.decide", "job.decide", { decision: "look_again" }],
  ["jobs.retryFailedItems", "job.retry_failed_items", {}],
  ["jobs.editAndRetry", "job.edit_and_retry", { fields: ["name"] }],
])("%s leaves a line that says who chose what", async (path, action, data) => {
  const input = await POLICY_INPUTS[path]?.({ setting, organisation });
  const answer = await call(setting.services, { path, kind: "mutation", input, cookie: operator.cookie });
  expect(answer.status).toBe(200);
  const { auditLog } = tables;
  const lines = await setting.owner
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, action), eq(auditLog.targetId, String(input?.id))));
  expect(lines).toMatchObject([{ actorKind: "person", targetKind: "job", data }]);
});

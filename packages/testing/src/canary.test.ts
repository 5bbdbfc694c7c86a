import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, disconnect, tables } from "@pumpd/db";
import { makeRedact } from "@pumpd/domain/jobs";
import { expect, test } from "vitest";
import { findCanary, newPortalPassword, refuseCanaryInDatabase, refuseCanaryInFiles } from "./canary.ts";
import { createAccount, createOrganisation } from "./factories.ts";
import { testDatabase } from "./test-database.ts";
import { watchProcesses } from "./watch-processes.ts";

const secret = newPortalPassword();

/** What careless code might do to a password on its way into a text. */
const FORMS: [string, string][] = [
  ["plain", `typed ${secret} into the form`],
  ["in an address", `https://portal.example/?p=${encodeURIComponent(secret)}`],
  ["in a path", encodeURI(`https://portal.example/${secret}`)],
  ["in a form", new URLSearchParams({ login: "a", password: secret }).toString()],
  ["as JSON", JSON.stringify({ body: JSON.stringify({ password: secret }) })],
  [
    "as ASCII JSON",
    JSON.stringify({ password: secret }).replace(
      /[^\x20-\x7e]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  ],
  ["as base64", Buffer.from(secret).toString("base64")],
  ["as basic authentication", Buffer.from(`login:${secret}`).toString("base64")],
  ["as base64 at another place", Buffer.from(`logins:${secret}`).toString("base64url")],
  ["as hex", Buffer.from(secret).toString("hex")],
];

test.each(FORMS)("a password %s is found", (_, text) => {
  expect(findCanary(text)).toBeDefined();
});

test.each(FORMS.filter(([name]) => name !== "as hex"))(
  "a password %s is gone once the runner has redacted the text",
  (_, text) => {
    expect(findCanary(makeRedact([secret])(text))).toBeUndefined();
  },
);

test("a leak that is planted in a table fails the suite that dropped the database, and a sealed password is none", async () => {
  const database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "test", max: 1 });
  const { scope } = await createOrganisation(owner);
  const account = await createAccount(owner, { scope });
  await refuseCanaryInDatabase(database.ownerUrl);
  await owner.insert(tables.auditLog).values({
    organisationId: scope.organisationId,
    actorKind: "system",
    actorId: "test",
    action: "leak",
    targetKind: "account",
    targetId: account.id,
    data: { note: `signed in with ${account.password}` },
  });
  await disconnect(owner);
  await expect(database.drop()).rejects.toThrow("A portal password leaked, plain, into the table public.audit_log.");
});

test("a leak that is planted in a file is found, as text and inside other bytes", () => {
  const dir = mkdtempSync(join(tmpdir(), "pumpd-canary-"));
  try {
    writeFileSync(join(dir, "worker.log"), '{"msg":"attempt began"}\n');
    refuseCanaryInFiles(dir);
    writeFileSync(join(dir, "picture.webp"), Buffer.concat([Buffer.from([0, 255, 254]), Buffer.from(secret)]));
    expect(() => refuseCanaryInFiles(dir)).toThrow(/leaked, plain, into the file .*picture\.webp/);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test.skipIf(process.platform !== "linux").each([
  ["cmdline", [secret], {}],
  ["environ", [], { PORTAL_PASSWORD: secret }],
])("a leak that is planted in the %s of a grandchild is found", async (what, args, env) => {
  const watch = watchProcesses(process.pid);
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()", "--", ...args], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "ignore", "ignore"],
  });
  await new Promise((resolve) => child.once("spawn", resolve));
  await expect.poll(() => watch.seen()).toBeGreaterThan(1);
  expect(() => watch.stop()).toThrow(`plain in the ${what} of process ${child.pid}`);
  child.stdin?.end();
  await new Promise((resolve) => child.once("exit", resolve));
});

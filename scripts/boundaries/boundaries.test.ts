import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bundleContents, cycles } from "./bundles.ts";
import { citedPaths } from "./cited-paths.ts";
import { dependencies } from "./dependencies.ts";
import { history } from "./history.ts";
import { rules } from "./index.ts";
import { secrets } from "./secrets.ts";
import { type Rule, readTree, type Violation } from "./tree.ts";
import { versionFloors } from "./version-floors.ts";
import { environment, flows, processes, queueSql, scopes } from "./words.ts";

type Files = { [path: string]: string };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pumpd-boundaries-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function check(rule: Rule, files: Files): Promise<Violation[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return rule.check(readTree(root));
}

type Case = { rule: Rule; planted: string; violates: Files; keeps: Files };

// For each rule a checkout that breaks it in one place, and one beside it that does not.
const cases: Case[] = [
  {
    rule: dependencies,
    planted: "model depends on db",
    violates: { "packages/model/package.json": '{"dependencies":{"@pumpd/db":"workspace:*"}}' },
    keeps: { "packages/db/package.json": '{"dependencies":{"@pumpd/model":"workspace:*"}}' },
  },
  {
    rule: dependencies,
    planted: "web imports domain",
    violates: { "apps/web/src/a.ts": 'import { x } from "@pumpd/domain";' },
    keeps: { "apps/web/src/a.ts": 'import { x } from "@pumpd/api";' },
  },
  {
    rule: dependencies,
    planted: "the app imports test tools",
    violates: { "apps/worker/src/a.ts": 'import { x } from "@pumpd/testing";' },
    keeps: { "apps/worker/src/a.test.ts": 'import { x } from "@pumpd/testing";' },
  },
  {
    rule: dependencies,
    planted: "api loads a flow lazily",
    violates: { "packages/api/src/a.ts": 'await import("@pumpd/automations/flows");' },
    keeps: { "packages/api/src/a.ts": 'await import("@pumpd/automations/definitions");' },
  },
  {
    rule: dependencies,
    planted: "a relative import leaves its package",
    violates: { "packages/domain/src/a.ts": 'export { x } from "../../db/src/x.ts";' },
    keeps: { "packages/domain/src/jobs/a.ts": 'export { x } from "../x.ts";' },
  },
  {
    rule: queueSql,
    planted: "a verb asks the queue itself",
    violates: { "packages/domain/src/a.ts": "const q = sql`select graphile_worker.add_job('a')`;" },
    keeps: { "packages/db/src/queue.ts": "const q = sql`select graphile_worker.add_job('a')`;" },
  },
  {
    rule: environment,
    planted: "a feature reads the environment",
    violates: { "apps/web/src/features/a.ts": "export const key = process.env.API_KEY;" },
    keeps: {
      "apps/web/src/env.ts": "export const key = process.env.API_KEY;",
      "apps/web/src/a.ts": "const d = process.env.NODE_ENV;",
    },
  },
  {
    rule: processes,
    planted: "a verb starts a process",
    violates: { "packages/domain/src/a.ts": 'import { spawn } from "node:child_process";' },
    keeps: { "scripts/a.ts": 'import { spawn } from "node:child_process";' },
  },
  {
    rule: processes,
    planted: "a script uses a shell",
    violates: { "scripts/a.ts": 'spawn("ls", { shell: true });' },
    keeps: { "scripts/a.ts": 'spawn("ls", []);' },
  },
  {
    rule: processes,
    planted: "a script uses exec",
    violates: { "scripts/a.ts": 'import { exec } from "node:child_process";' },
    keeps: { "scripts/a.ts": 'import { execFile } from "node:child_process";' },
  },
  ...[
    "await page.waitForTimeout(5)",
    'await page.goto("/", { waitUntil: "networkidle" })',
    'await page.getByRole("row").first().click()',
    "await rows.nth(0).click()",
    "await page.request.post(url)",
    "await context.request.get(url)",
    "await route.fetch()",
  ].map(
    (line): Case => ({
      rule: flows,
      planted: line,
      violates: { "packages/automations/src/jobs/a/flow.ts": line },
      keeps: { "packages/automations/src/jobs/a/flow.ts": "await page.waitForURL(url)" },
    }),
  ),
  {
    rule: scopes,
    planted: "a router makes a scope of an id it was given",
    violates: { "packages/api/src/a.ts": "const scope = makeScope(input.organisationId);" },
    keeps: { "packages/domain/src/people/require-membership.ts": "return makeScope(row.organisationId);" },
  },
  {
    rule: citedPaths,
    planted: "a document cites a file that is gone",
    violates: { "README.md": "See `packages/db/src/gone.ts`." },
    keeps: { "README.md": "See `packages/db/src/here.ts` and `packages/<name>/src`.", "packages/db/src/here.ts": "" },
  },
  {
    rule: citedPaths,
    planted: "a link leads nowhere",
    violates: { "docs/a.md": "[next](./gone.md)" },
    keeps: { "docs/a.md": "[next](./b.md#part)", "docs/b.md": "" },
  },
  {
    rule: versionFloors,
    planted: "the lock file holds an old version",
    violates: {
      "scripts/version-floors.json": '{"next":{"floor":"16.4.2","why":"holes"}}',
      "pnpm-lock.yaml": "packages:\n  next@16.4.1:\n",
    },
    keeps: {
      "scripts/version-floors.json": '{"next":{"floor":"16.4.2","why":"holes"}}',
      "pnpm-lock.yaml": "packages:\n  next@16.10.0:\n",
    },
  },
  {
    rule: secrets,
    planted: "a private key",
    violates: { "docs/a.md": "-----BEGIN PRIVATE KEY-----" },
    keeps: { "docs/a.md": "A private key stays in the worker." },
  },
  {
    rule: secrets,
    planted: "a password in a source",
    violates: { "packages/domain/src/a.ts": 'const adminPassword = "Kahawai-1984";' },
    keeps: {
      "packages/domain/src/a.test.ts": 'const adminPassword = "Kahawai-1984";',
      "packages/domain/src/a.ts": 'const names = { password: "ADMIN_PASSWORD" };',
    },
  },
  {
    rule: secrets,
    planted: "a fallback for a secret",
    violates: { "apps/web/src/env.ts": 'const secret = process.env.AUTH_SECRET ?? "dev";' },
    keeps: { "apps/web/src/env.ts": "const secret = process.env.AUTH_SECRET ?? undefined;" },
  },
  {
    rule: secrets,
    planted: "a database URL with its password",
    violates: { "scripts/a.ts": 'connect("postgres://pumpd:hunter22@db/pumpd");' },
    keeps: { "scripts/a.ts": `connect(\`postgres://pumpd:\${password}@db/pumpd\`);` },
  },
  {
    rule: bundleContents,
    planted: "web reaches Playwright through a helper",
    violates: {
      "apps/web/src/page.ts": 'import "./helper.ts";',
      "apps/web/src/helper.ts": 'import { chromium } from "playwright-core"; chromium.name();',
    },
    keeps: {
      "apps/web/src/page.ts": 'import "./helper.ts";',
      "apps/web/src/helper.ts": 'import type { Page } from "playwright-core"; export type P = Page;',
    },
  },
  {
    rule: bundleContents,
    planted: "a definition reaches node",
    violates: {
      "packages/automations/src/definitions.ts": 'import "./a.ts";',
      "packages/automations/src/a.ts": 'import { readFileSync } from "node:fs"; readFileSync("a");',
    },
    keeps: {
      "packages/automations/src/definitions.ts": 'import "./a.ts";',
      "packages/automations/src/a.ts": "export const a = 1;",
    },
  },
  {
    rule: bundleContents,
    planted: "api reaches the half of the vault that opens",
    violates: {
      "packages/api/src/a.ts": 'import "./vault/open-sealed.ts";',
      "packages/api/src/vault/open-sealed.ts": "export const open = 1;",
    },
    keeps: {
      "apps/worker/src/a.ts": 'import "./vault/open-sealed.ts";',
      "apps/worker/src/vault/open-sealed.ts": "export const open = 1;",
    },
  },
  {
    rule: cycles,
    planted: "two files load each other",
    violates: {
      "packages/model/src/a.ts": 'import { b } from "./b.ts"; export const a = () => b;',
      "packages/model/src/b.ts": 'import { a } from "./a.ts"; export const b = () => a;',
    },
    keeps: {
      "packages/model/src/a.ts": 'import type { B } from "./b.ts"; export type A = B;',
      "packages/model/src/b.ts": 'import type { A } from "./a.ts"; export type B = A | 1;',
    },
  },
];

describe.each(cases)("$rule.name: $planted", ({ rule, violates, keeps }) => {
  test("is found", async () => {
    await expect(check(rule, violates)).resolves.not.toEqual([]);
  });

  test("and what is allowed is left alone", async () => {
    await expect(check(rule, keeps)).resolves.toEqual([]);
  });
});

test("Playwright is found across packages, by their exports", async () => {
  mkdirSync(join(root, "node_modules/@pumpd"), { recursive: true });
  symlinkSync(join(root, "packages/automations"), join(root, "node_modules/@pumpd/automations"));
  const found = await check(bundleContents, {
    "packages/automations/package.json": '{"name":"@pumpd/automations","exports":{"./define":"./src/define.ts"}}',
    "packages/automations/src/define.ts": 'export { chromium } from "playwright-core";',
    "apps/web/src/page.ts": 'import { chromium } from "@pumpd/automations/define"; chromium.name();',
  });
  expect(found.map(({ file }) => file)).toContain("apps/web/src/page.ts");
});

test("every rule has a planted case", () => {
  // The history has a test of its own: a planted case is a checkout, not commits.
  const proven = new Set([...cases.map(({ rule }) => rule.name), history.name]);
  expect(rules.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
});

test("a secret in the history is found, also after it was taken away", async () => {
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { encoding: "utf8" });
  const commit = (path: string, text: string) => {
    writeFileSync(join(root, path), text);
    git("add", ".");
    git("-c", "user.name=Test", "-c", "user.email=test@places.example", "commit", "-qm", "Change");
  };
  git("init", "-q");
  commit("a.md", "Nothing here.");
  expect(await history.check(readTree(root))).toEqual([]);
  commit("a.md", "-----BEGIN PRIVATE KEY-----");
  const told = git("rev-parse", "--short", "HEAD").trim();
  commit("a.md", "Nothing here.");
  expect(await history.check(readTree(root))).toEqual([
    { file: "a.md", message: `commit ${told} has what looks like a private key` },
  ]);
});

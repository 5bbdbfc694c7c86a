import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort, readProcess } from "@pumpd/db/embedded";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { childEnv } from "../env.ts";
import { type AppSpec, Child } from "./child.ts";

const fixture = join(dirname(fileURLToPath(import.meta.url)), "fixtures/small-app.ts");

let home: string;
let spec: AppSpec;
let said: string[];
let pids: number[];
let child: Child;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "pumpd-child-"));
  const port = await findFreePort(31_000 + Math.floor(Math.random() * 9_000));
  spec = {
    name: "worker",
    args: [fixture, String(port)],
    cwd: home,
    env: childEnv([], { GIVEN: "yes" }),
    healthUrl: `http://127.0.0.1:${port}/`,
    stopMs: 5_000,
    logFile: join(home, "logs", "worker.log"),
  };
  said = [];
  pids = [];
});

afterEach(async () => {
  await child.stop(AbortSignal.abort());
  rmSync(home, { recursive: true, force: true });
});

function make(change: Partial<AppSpec> = {}): Child {
  child = new Child({ ...spec, ...change }, { say: (line) => said.push(line), note: (_, pid) => pids.push(pid) });
  return child;
}

async function ask(): Promise<{ pid: number; env: Record<string, string> } | undefined> {
  return fetch(spec.healthUrl)
    .then((answer) => answer.json() as Promise<{ pid: number; env: Record<string, string> }>)
    .catch(() => undefined);
}

test("start resolves once the app answers, and its log is private", async () => {
  await make().start();
  expect((await ask())?.pid).toBe(pids[0]);
  expect((statSync(spec.logFile).mode & 0o777).toString(8)).toBe("600");
});

test("an app sees what is declared and given, and nothing else of ours", async () => {
  vi.stubEnv("AUTH_SECRET", "a secret of somebody else");
  await make({ env: childEnv(["DECLARED"], { GIVEN: "yes" }) }).start();
  const { env } = (await ask()) ?? {};
  expect(env).toMatchObject({ GIVEN: "yes" });
  expect(env).not.toHaveProperty("AUTH_SECRET");
  vi.unstubAllEnvs();
});

test("an app that cannot start is an error with its last words", async () => {
  const broken = make({ args: [...spec.args, "broken"] });
  await expect(broken.start()).rejects.toThrow(/worker ended with code 1 before it was ready\. .*no reason to live/);
});

test("an app that dies is started again, and the reason is said", async () => {
  await make().start();
  await fetch(`${spec.healthUrl}die`).catch(() => {});
  await vi.waitUntil(async () => pids.length === 2 && (await ask())?.pid === pids[1], { timeout: 10_000 });
  expect(said[0]).toMatch(/^worker ended with code 3; starting it again in 0\.5 s/);
});

test("a killed app is started again too", async () => {
  await make().start();
  process.kill(pids[0] ?? 0, "SIGKILL");
  await vi.waitUntil(async () => pids.length === 2 && (await ask())?.pid === pids[1], { timeout: 10_000 });
  expect(said[0]).toMatch(/^worker was ended by SIGKILL/);
});

test("stop ends it and it stays ended", async () => {
  await make().start();
  await child.stop();
  expect(readProcess(pids[0] ?? 0)).toBeUndefined();
  expect(pids).toHaveLength(1);
});

test("an app that does not listen is killed when its time is over, or at once in a hurry", async () => {
  await make({ args: [...spec.args, "stubborn"], stopMs: 60_000 }).start();
  await child.stop(AbortSignal.abort());
  expect(readProcess(pids[0] ?? 0)).toBeUndefined();
});

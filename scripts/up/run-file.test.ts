import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProcess } from "@pumpd/db/embedded";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RunFile } from "./run-file.ts";

let home: string;
let sleeper: ChildProcess;
let pid: number;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pumpd-run-"));
  sleeper = spawn(process.execPath, ["-e", "setInterval(() => {}, 60_000)"], { stdio: "ignore" });
  pid = sleeper.pid ?? 0;
});

afterEach(() => {
  sleeper.kill("SIGKILL");
  rmSync(home, { recursive: true, force: true });
});

function leaveBehind(change: { up?: { pid: number; startedAt: string }; startedAt?: string }): void {
  const startedAt = change.startedAt ?? readProcess(pid)?.startedAt;
  const run = {
    up: change.up ?? { pid: 999_999_999, startedAt: "long ago" },
    children: { worker: { pid, startedAt } },
  };
  writeFileSync(join(home, "run.json"), JSON.stringify(run));
}

test("children of a start that was killed are ended", async () => {
  leaveBehind({});
  await expect(new RunFile(home).claim()).resolves.toEqual({ leftovers: ["worker"] });
  await vi.waitUntil(() => sleeper.signalCode !== null);
  expect(sleeper.signalCode).toBe("SIGTERM");
});

test("a stranger that got the number of a dead child is left alone", async () => {
  leaveBehind({ startedAt: "another time" });
  await expect(new RunFile(home).claim()).resolves.toEqual({ leftovers: [] });
  expect(readProcess(pid)).toBeDefined();
});

test("a second start on the same data directory is refused while the first one lives", async () => {
  leaveBehind({ up: { pid, startedAt: readProcess(pid)?.startedAt ?? "" } });
  await expect(new RunFile(home).claim()).rejects.toThrow(/already runs from this data directory/);
  expect(readProcess(pid)).toBeDefined();
});

test("a torn file is no reason to refuse", async () => {
  writeFileSync(join(home, "run.json"), '{"up":');
  await expect(new RunFile(home).claim()).resolves.toEqual({ leftovers: [] });
});

test("it says who we are and whom we started", async () => {
  const run = new RunFile(home);
  await run.claim();
  run.note("web", pid);
  const written = JSON.parse(readFileSync(join(home, "run.json"), "utf8"));
  expect(written.up.pid).toBe(process.pid);
  expect(written.children.web).toEqual({ pid, startedAt: readProcess(pid)?.startedAt });
});

import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { readProcess } from "@pumpd/db/embedded";

const tickMs = 20;

/** Runs `work` while no other process of this machine does, by a file that names its holder. A dead holder is passed over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, markOf(process.pid));
  try {
    while (!tryLink(mine, file)) await pause(tickMs);
    return await work().finally(() => rmSync(file, { force: true }));
  } finally {
    rmSync(mine, { force: true });
  }
}

function tryLink(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch {
    if (isAbandoned(file)) rmSync(file, { force: true });
    return false;
  }
}

function isAbandoned(file: string): boolean {
  try {
    return !isAlive(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}

/** Pid and start time: a pid alone may belong to somebody else by now. */
export function markOf(pid: number): string {
  return `${pid} ${readProcess(pid)?.startedAt ?? ""}`;
}

export function isAlive(mark: string): boolean {
  const [pid = "", ...startedAt] = mark.split(" ");
  return readProcess(Number(pid))?.startedAt === startedAt.join(" ");
}

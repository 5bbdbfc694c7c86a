import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { readProcess } from "@pumpd/db/embedded";

/** Names this life of this process on this machine: what it leaves behind can be told from what a living one uses. */
export function bootMark(pid: number = process.pid): string {
  return `${machine()}-${pid}-${lifeOf(pid)}`;
}

/** Was this mark made here, by a process that is gone? Never true for a living one, nor for another machine's. */
export function isDeadMark(mark: string): boolean {
  const [where, pid, life] = mark.split("-");
  if (where !== machine() || !/^\d+$/.test(pid ?? "")) return false;
  return lifeOf(Number(pid)) !== life;
}

function lifeOf(pid: number): string {
  return short(readProcess(pid)?.startedAt ?? "gone");
}

function machine(): string {
  return short(hostname());
}

function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

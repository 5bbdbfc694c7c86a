import { readdirSync, readFileSync } from "node:fs";
import { findCanary } from "./canary.ts";

const EVERY_MS = 50;

export type ProcessWatch = {
  /** how many processes were looked at */
  seen: () => number;
  /** Ends the watch; throws when a portal password stood in arguments or environment of any of them. */
  stop: () => void;
};

/**
 * Looks at arguments and environment of a process and of all its descendants, twenty times a second. Linux only: elsewhere
 * it sees nothing.
 */
export function watchProcesses(rootPid: number): ProcessWatch {
  const known = new Map<number, boolean>([[rootPid, true]]);
  const leaks: string[] = [];
  const look = () => {
    for (const pid of listPids()) {
      if (known.has(pid)) continue;
      const isOurs = known.get(parentOf(pid)) === true;
      known.set(pid, isOurs);
      if (isOurs) leaks.push(...leaksOf(pid));
    }
  };
  leaks.push(...leaksOf(rootPid));
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return {
    seen: () => [...known.values()].filter(Boolean).length,
    stop: () => {
      clearInterval(timer);
      // What somebody became after it was first seen, as far as it is still there.
      for (const [pid, isOurs] of known) if (isOurs) leaks.push(...leaksOf(pid));
      if (leaks.length > 0) throw new Error(`A portal password leaked: ${[...new Set(leaks)].join("; ")}`);
    },
  };
}

/** The processes with this text in their arguments. Linux only: elsewhere none. */
export function findProcesses(argument: string): number[] {
  return listPids().filter((pid) => read(pid, "cmdline").includes(argument));
}

function listPids(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

function leaksOf(pid: number): string[] {
  return ["cmdline", "environ"].flatMap((what) => {
    const form = findCanary(read(pid, what));
    return form ? [`${form} in the ${what} of process ${pid}`] : [];
  });
}

function parentOf(pid: number): number {
  const stat = read(pid, "stat");
  // The name in brackets may hold spaces and brackets itself; fields count from the last one.
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Empty for a process that is gone, or not ours to read. */
function read(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}

import { readdirSync, readFileSync } from "node:fs";

export type ProcessSeen = { pid: number; parent: number; group: number; isStopped: boolean; commandLine: string };

/** Living processes whose command line names this directory: browsers of a rig's workers have their profile below it. */
export function listProcessesOf(directory: string): ProcessSeen[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? [])
    .filter(({ commandLine }) => commandLine.includes(directory));
}

/** Groups of browsers: each attempt's Chromium leads its own. Never this process's group. */
export function listBrowserGroups(directory: string): number[] {
  const own = read(process.pid)?.group;
  const browsers = listProcessesOf(directory).filter(({ commandLine }) => commandLine.includes("--user-data-dir="));
  return [...new Set(browsers.map(({ group }) => group))].filter((group) => group > 1 && group !== own);
}

export function isProcessStopped(pid: number): boolean {
  return read(pid)?.isStopped ?? false;
}

/** Memory of one process that is in use, in bytes. Throws when it is gone. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no memory of its own`);
  return Number(kilobytes) * 1024;
}

function read(pid: number): ProcessSeen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets itself.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    return { pid, parent: Number(parent), group: Number(group), isStopped: state === "T", commandLine };
  } catch {
    return undefined;
  }
}

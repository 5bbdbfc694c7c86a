import { readdirSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

/** One row of /proc. */
type Process = { pid: number; group: number; isZombie: boolean };

/**
 * The process group of a browser we launched. Playwright makes Chromium the leader of its own group; behind a launcher script
 * that does not `exec` the leader is the script, so the group comes from the process table where there is one.
 */
export async function groupOf(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach().catch(() => undefined);
  const main = processInfo.find((process) => process.type === "browser");
  if (!main) throw new Error("the browser does not say which process it is");
  const group = readProcess(main.id)?.group ?? main.id;
  if (group === readProcess(process.pid)?.group) throw new Error("the browser runs in this worker's process group");
  return group;
}

/** SIGKILL to a whole group. False when there was nobody. */
export function killGroup(group: number): boolean {
  // Zero and one would be our own group and everybody.
  if (!Number.isInteger(group) || group <= 1) throw new Error(`not a process group: ${group}`);
  try {
    process.kill(-group, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** Whether anything of the group still runs; a dead process that nobody has reaped yet does not count. */
export function isGroupAlive(group: number): boolean {
  const table = listProcesses();
  if (table.length > 0) return table.some((process) => process.group === group && !process.isZombie);
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** Proportional memory of a process group in bytes (7–10 ms); 0 where the system does not tell. */
export function groupMemoryBytes(group: number): number {
  const members = listProcesses().filter((process) => process.group === group);
  return members.reduce((sum, { pid }) => sum + proportionalBytes(pid), 0);
}

function proportionalBytes(pid: number): number {
  const text = readProc(`${pid}/smaps_rollup`) ?? "";
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(text)?.[1];
  return kilobytes ? Number(kilobytes) * 1024 : 0;
}

export function listProcesses(): Process[] {
  return processIds().flatMap((pid) => readProcess(pid) ?? []);
}

/** The words a process was started with, or nothing when it is gone. */
export function commandLineOf(pid: number): string[] {
  return (readProc(`${pid}/cmdline`) ?? "").split("\0").filter((word) => word !== "");
}

export function processIds(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function readProcess(pid: number): Process | undefined {
  const text = readProc(`${pid}/stat`);
  // "pid (name) state parent group …": the name may hold spaces and brackets, so count from its last bracket.
  const [state, , group] = text?.slice(text.lastIndexOf(")") + 2).split(" ") ?? [];
  return group === undefined ? undefined : { pid, group: Number(group), isZombie: state === "Z" || state === "X" };
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return undefined;
  }
}

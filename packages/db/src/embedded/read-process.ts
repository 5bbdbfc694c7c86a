import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** `startedAt` is opaque: equal text for one pid means it is still the same process, not a reused pid. */
export type ProcessFacts = { command: string; startedAt: string };

/** A zombie counts as gone: nothing runs, but where pid 1 does not reap it still answers `kill(pid, 0)`. */
export function readProcess(pid: number): ProcessFacts | undefined {
  return process.platform === "linux" ? readFromProc(pid) : readFromPs(pid);
}

// Slim container images have no `ps`, so Linux reads what `ps` reads.
function readFromProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets itself; fields count from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    return { command, startedAt: `${bootId()}/${fields[19]}` };
  } catch {
    return undefined;
  }
}

// Start times count from boot, so after a restart of the machine they may repeat.
function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

// Separate -o options: BSD's ps reads the comma form differently.
function readFromPs(pid: number): ProcessFacts | undefined {
  const ps = spawnSync("ps", ["-o", "stat=", "-o", "lstart=", "-o", "args=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const match = /^(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(ps.stdout.trim());
  const [, stat, startedAt, command] = match ?? [];
  if (!stat || stat.startsWith("Z") || !startedAt) return undefined;
  return { command: command ?? "", startedAt };
}

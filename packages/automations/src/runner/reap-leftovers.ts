import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { commandLineOf, isGroupAlive, killGroup, listProcesses } from "./process-tree.ts";
import { markOf } from "./temp-dir.ts";

export type Reaped = { groups: number; dirs: number };

/**
 * Ends browsers and removes directories that an earlier life of a worker left behind: a frozen Chromium outlives its worker,
 * and a killed worker leaves its profiles. Found by our mark and ended by process group, never by a program's name.
 * @param isOurs is this mark a life that is over and whose leftovers are ours to remove? Never true for a living worker.
 */
export async function reapLeftovers({
  tempRoot,
  isOurs,
}: {
  tempRoot: string;
  isOurs: (mark: string) => boolean;
}): Promise<Reaped> {
  const groups = new Set<number>();
  for (const { pid, group, isZombie } of listProcesses()) {
    const mark = isZombie ? undefined : markOnCommandLine(commandLineOf(pid), tempRoot);
    if (mark !== undefined && isOurs(mark)) groups.add(group);
  }
  for (const group of groups) killGroup(group);
  await untilGone(groups);
  const dirs = (await readdir(tempRoot).catch(() => [])).filter((name) => {
    const mark = markOf(name);
    return mark !== undefined && isOurs(mark);
  });
  for (const name of dirs) await removeDir(join(tempRoot, name));
  return { groups: groups.size, dirs: dirs.length };
}

/** A profile below our own temp root, in a directory with a mark: no stranger's process has that. */
function markOnCommandLine(words: string[], tempRoot: string): string | undefined {
  const start = `--user-data-dir=${tempRoot}/`;
  const profile = words.find((word) => word.startsWith(start));
  return profile && markOf(profile.slice(start.length));
}

async function untilGone(groups: Iterable<number>): Promise<void> {
  const giveUpAt = performance.now() + 5_000;
  while ([...groups].some(isGroupAlive) && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Dying processes may still write; the last of them is gone when this is called again. */
export async function removeDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

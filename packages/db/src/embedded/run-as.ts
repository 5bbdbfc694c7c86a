import { existsSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";

/** Whom Postgres runs as. It refuses root, so root lends it the uid of `postgres`, else of `nobody`. */
export type RunAs = { uid: number; gid: number } | undefined;

export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  for (const wanted of ["postgres", "nobody"]) {
    const fields = accounts.find((line) => line.startsWith(`${wanted}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
}

/** Can this account get to `path`, and enter or read it? A checkout in root's 0700 home is the usual no. */
export function canReach(path: string, runAs: RunAs): boolean {
  if (!runAs) return true;
  const parent = dirname(path);
  return mayUse(path, 0o5, runAs) && (parent === path || canPass(parent, runAs));
}

/** Can this account walk through `directory` and all that is above it? */
export function canPass(directory: string, runAs: RunAs): boolean {
  if (!runAs) return true;
  const parent = dirname(directory);
  return mayUse(directory, 0o1, runAs) && (parent === directory || canPass(parent, runAs));
}

function mayUse(path: string, bits: number, { uid, gid }: { uid: number; gid: number }): boolean {
  const { mode, uid: owner, gid: group } = statSync(path);
  const shift = owner === uid ? 6 : group === gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/** A directory for temporary things that both we and the lent account can reach. */
export function sharedTempDir(runAs: RunAs): string {
  const found = [tmpdir(), "/tmp", "/var/tmp"].find((path) => existsSync(path) && canPass(path, runAs));
  if (!found)
    throw new Error("There is no temporary directory that another account may enter (tried TMPDIR, /tmp, /var/tmp).");
  return found;
}

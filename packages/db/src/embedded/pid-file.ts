import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type ProcessFacts, readProcess } from "./read-process.ts";

/** A server that really runs on this data directory. `port` is missing for the first moments of its life. */
export type Running = { pid: number; port: number | undefined };

/**
 * Reads postmaster.pid and believes it only if that process lives and is the server of this directory.
 * Postgres itself looks at the number alone and then refuses to start, so a file that names a zombie or another
 * program is removed here.
 */
export function findRunning(directory: string): Running | undefined {
  const file = join(directory, "postmaster.pid");
  const lines = readLines(file);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const facts = Number.isInteger(pid) && pid > 0 ? readProcess(pid) : undefined;
  if (facts && isServerOf(directory, facts)) return { pid, port: Number(lines[3]) || undefined };
  // Only if it is still the same file: another starter may have replaced it by a living server's.
  if (readLines(file)?.join() === lines.join()) rmSync(file, { force: true });
  return undefined;
}

function isServerOf(directory: string, { command }: ProcessFacts): boolean {
  return /(^|\/)postgres /.test(command) && command.includes(`-D ${directory} `);
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
}

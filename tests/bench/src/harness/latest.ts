import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { goalWords, isMet, type Measure, type RecordedMeasure } from "./measure.ts";

const file = join(import.meta.dirname, "../../latest.json");

export type Latest = { at: string; machine: string; commit: string; measures: RecordedMeasure[] };

/** Puts these measures in the place of what stood there under their ids; others stay with the day they were taken. */
export function recordMeasures(measures: readonly Measure[]): Latest {
  const at = new Date().toISOString();
  const commit = readCommit();
  const known = new Map(readLatest()?.measures.map((measure) => [measure.id, measure]));
  for (const measure of measures) known.set(measure.id, toRecorded(measure, { at, commit }));
  const all = [...known.values()].toSorted((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const latest = { at, machine: describeMachine(), commit, measures: all };
  writeFileSync(file, `${JSON.stringify(latest, shortened, 2)}\n`);
  return latest;
}

/** More digits than a clock can tell are no use to a reader. */
function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(5)) : value;
}

export function readLatest(): Latest | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Latest) : undefined;
}

function toRecorded(measure: Measure, { at, commit }: { at: string; commit: string }): RecordedMeasure {
  const { goal, note, ...rest } = measure;
  return { ...rest, goal: goalWords(goal), met: isMet(measure), ...(note && { note }), at, commit, load: loadavg()[0] };
}

function readCommit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8", cwd: import.meta.dirname }).trim();
  const isDirty = git("status", "--porcelain", "--", ":/", ":!/tests/bench/latest.json", ":!/README.md") !== "";
  return `${git("rev-parse", "--short", "HEAD")}${isDirty ? " with changes" : ""}`;
}

/** What a reader needs to compare with a machine of his own. */
function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? "unknown"}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

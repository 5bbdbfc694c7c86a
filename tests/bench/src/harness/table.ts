import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Latest } from "./latest.ts";
import type { RecordedMeasure } from "./measure.ts";

const COLUMNS = ["", "measure", "ours", "peer", "ours ÷ peer", "goal", "met"] as const;

/** One line per measure; a cause stands below the table. */
export function printTable(measures: readonly RecordedMeasure[]): void {
  const rows = [[...COLUMNS], ...measures.map(cellsOf)];
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  const notes = notesOf(measures);
  if (notes.length > 0) console.log("");
  for (const note of notes) console.log(note);
}

/** One line per cause, with all that it is the cause of. */
function notesOf(measures: readonly RecordedMeasure[]): string[] {
  const ids = new Map<string, string[]>();
  for (const { id, note } of measures) if (note) ids.set(note, [...(ids.get(note) ?? []), id]);
  return [...ids].map(([note, of]) => `${of.join(", ")}: ${note}`);
}

const README = join(import.meta.dirname, "../../../../README.md");
const FROM = "<!-- bench: written by npm run bench -- --readme -->";
const TO = "<!-- end of bench -->";

const GROWN = ".x10";

/** Writes what was recorded between the two marks of the README; single lists stay in `latest.json`. */
export function writeReadme(latest: Latest): void {
  const text = readFileSync(README, "utf8");
  const [from, to] = [text.indexOf(FROM), text.indexOf(TO)];
  if (from < 0 || to < from) throw new Error("README.md has no marks for the bench table");
  writeFileSync(README, `${text.slice(0, from + FROM.length)}\n\n${toMarkdown(latest)}\n${text.slice(to)}`);
}

function toMarkdown({ machine, measures }: Latest): string {
  const told = measures.filter(({ id }) => !id.startsWith("M11.list."));
  const shown = told.filter(({ id }) => !id.endsWith(GROWN));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const notes = notesOf(shown).map((note) => `- ${note}`);
  const loads = shown.flatMap(({ load }) => (load === undefined ? [] : [load]));
  const busy = loads.length > 0 ? ` Other work ran beside it: the load average was ${spanOf(loads)}.` : "";
  return [
    `Made by \`npm run bench\` on ${machine}; each line with its day and commit is in [latest.json](tests/bench/latest.json).${busy}`,
    "",
    line(COLUMNS),
    line(COLUMNS.map(() => "---")),
    ...shown.map((measure) => line(cellsOf(measure))),
    ...(notes.length > 0 ? ["", ...notes] : []),
    "",
    "The same with ten times as much, by `npm run bench -- --growth`:",
    "",
    line(GROWTH_COLUMNS),
    line(GROWTH_COLUMNS.map(() => "---")),
    ...told.filter(({ id }) => id.endsWith(GROWN)).map((measure) => line(growthCellsOf(measure, shown))),
    "",
  ].join("\n");
}

const GROWTH_COLUMNS = ["", "measure", "before", "with ten times as much", "grew", "ours ÷ peer"] as const;

function growthCellsOf(grown: RecordedMeasure, measures: readonly RecordedMeasure[]): string[] {
  const id = grown.id.slice(0, -GROWN.length);
  const before = measures.find((measure) => measure.id === id);
  const valueWords = ({ value, unit }: RecordedMeasure) => `${numberWords(value)} ${unit}`;
  const ratios = [before?.ratio, grown.ratio].flatMap((ratio) => (ratio === undefined ? [] : [ratio.toFixed(2)]));
  return [
    id,
    grown.name,
    before ? valueWords(before) : "",
    valueWords(grown),
    before ? `× ${(grown.value / before.value).toFixed(2)}` : "",
    ratios.join(" → "),
  ];
}

function cellsOf({ id, name, value, unit, peer, ratio, spread, goal, met }: RecordedMeasure): string[] {
  return [
    id,
    name,
    `${numberWords(value)} ${unit}`,
    peer ? `${numberWords(peer.value)} (${peer.name})` : "",
    ratio === undefined
      ? ""
      : `${ratio.toFixed(2)}${spread ? ` (${spread.map((one) => one.toFixed(2)).join("–")})` : ""}`,
    goal ?? "",
    met === null ? "" : met ? "yes" : "no",
  ];
}

function spanOf(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
}

function numberWords(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);
}

import { isGreen, type Played, violationsOf } from "./conduct.ts";
import { addCounts, BAD_COUNTS, type Counts, noCounts } from "./counts.ts";

/** What one stretch adds to the result. */
export function countsOf(played: Played): Counts {
  const counts = noCounts();
  if (!("report" in played)) return counts;
  counts.runs = played.report.runs;
  counts.kills = played.report.kills;
  for (const { counts: column } of played.report.violations) if (column !== "other") counts[column] += 1;
  return counts;
}

export function totalOf(all: readonly Played[]): Counts {
  return all.map(countsOf).reduce(addCounts, noCounts());
}

/** For whoever counts a run among other tests: a stretch is one of them. */
export function stretchesOf(all: readonly Played[]): { passed: number; failed: number } {
  const passed = all.filter(isGreen).length;
  return { passed, failed: all.length - passed };
}

/** Everything that turns the run red and has no column of its own. */
function otherOf(all: readonly Played[]): number {
  const violations = all.flatMap(violationsOf).filter(({ counts }) => counts === "other").length;
  return violations + all.filter((played) => "problem" in played).length;
}

const COLUMNS = ["runs", "kills", ...BAD_COUNTS] as const;

export function tableOf(all: readonly Played[]): string {
  const names = [...new Set(all.map(({ scenario }) => scenario))];
  const rows = names.map((name) => {
    const own = all.filter(({ scenario }) => scenario === name);
    return rowOf(name, own);
  });
  const head = ["", ...COLUMNS, "other", "s", "ended as"];
  return align([head, ...rows, rowOf("all", all)]);
}

function rowOf(name: string, played: readonly Played[]): string[] {
  const total = totalOf(played);
  const seconds = played.reduce((sum, one) => sum + one.seconds, 0);
  return [
    name,
    ...COLUMNS.map((column) => String(total[column])),
    String(otherOf(played)),
    String(seconds),
    endingsOf(played),
  ];
}

function endingsOf(played: readonly Played[]): string {
  const sum = new Map<string, number>();
  for (const one of played) {
    if (!("report" in one)) continue;
    for (const [ending, count] of Object.entries(one.report.endings)) sum.set(ending, (sum.get(ending) ?? 0) + count);
  }
  return [...sum]
    .sort((a, b) => b[1] - a[1])
    .map(([ending, count]) => `${count} ${ending}`)
    .join(", ");
}

function align(rows: readonly string[][]): string {
  const widths = rows.reduce<number[]>((sum, row) => row.map((cell, at) => Math.max(sum[at] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 || at === row.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function notesOf(played: Played): readonly string[] {
  return "report" in played ? played.report.notes : [];
}

/** What somebody needs to find the fault: the stretch to repeat, the violation, the job. */
export function complaintsOf(played: Played): string[] {
  const where = `${played.scenario}/${played.unit}`;
  if ("problem" in played) {
    const text =
      played.problem instanceof Error ? (played.problem.stack ?? played.problem.message) : String(played.problem);
    return [`${where}: could not be played to its end. ${text} (kept: ${played.directory})`];
  }
  return played.report.violations.map(
    ({ invariant, counts, says, jobId, detail }) =>
      `${where}: ${invariant} ${counts}: ${says}${jobId ? ` job ${jobId}` : ""}${detail ? ` ${JSON.stringify(detail)}` : ""}`,
  );
}

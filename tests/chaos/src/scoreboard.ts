import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { addCounts, type Counts, noCounts } from "./counts.ts";

const FILE = fileURLToPath(new URL("../scoreboard.json", import.meta.url));

const countsSchema = z.object({
  runs: z.number(),
  kills: z.number(),
  duplicates: z.number(),
  lost: z.number(),
  falseCompleted: z.number(),
  falseFailed: z.number(),
  leaks: z.number(),
});
const scoreboardSchema = z.object({
  note: z.string(),
  total: countsSchema,
  /** what has been held since something last did not: of the engine as it is now, not as it was before its repairs */
  sinceLastRed: countsSchema.optional(),
  runs: z.array(
    z.object({
      at: z.string(),
      commit: z.string(),
      /** the working copy differed from the commit */
      isDirty: z.boolean(),
      seed: z.string(),
      command: z.string(),
      counts: countsSchema,
      isGreen: z.boolean(),
    }),
  ),
});
type Scoreboard = z.infer<typeof scoreboardSchema>;

const EMPTY: Scoreboard = {
  note: "Written by npm run chaos and by nothing else. Red runs stay.",
  total: noCounts(),
  runs: [],
};

export type Score = { seed: string; command: string; counts: Counts; isGreen: boolean };

export function addToScoreboard(score: Score): void {
  const board = readScoreboard();
  const run = {
    at: new Date().toISOString(),
    commit: git("rev-parse", "--short", "HEAD"),
    // The scoreboard's own change from the run before is none.
    isDirty: git("status", "--porcelain", "-uno", "--", ":/", ":!scoreboard.json") !== "",
    ...score,
  };
  const runs = [...board.runs, run];
  const sinceRed = runs.slice(runs.findLastIndex(({ isGreen }) => !isGreen) + 1);
  const next: Scoreboard = {
    note: board.note,
    total: addCounts(board.total, score.counts),
    sinceLastRed: sinceRed.reduce((sum, { counts }) => addCounts(sum, counts), noCounts()),
    runs,
  };
  writeFileSync(`${FILE}.half`, `${JSON.stringify(next, null, 2)}\n`);
  renameSync(`${FILE}.half`, FILE);
}

function readScoreboard(): Scoreboard {
  try {
    return scoreboardSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));
  } catch (problem) {
    if (problem instanceof Error && "code" in problem && problem.code === "ENOENT") return EMPTY;
    throw problem;
  }
}

function git(...words: string[]): string {
  return spawnSync("git", words, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  }).stdout.trim();
}

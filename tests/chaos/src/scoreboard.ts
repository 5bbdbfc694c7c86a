import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { addCounts, type Counts } from "./counts.ts";

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
  total: { runs: 0, kills: 0, duplicates: 0, lost: 0, falseCompleted: 0, falseFailed: 0, leaks: 0 },
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
  const next: Scoreboard = { ...board, total: addCounts(board.total, score.counts), runs: [...board.runs, run] };
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

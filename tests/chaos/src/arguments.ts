import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { BREAKABLE, type Breakable, isBreakable } from "./broken/parts.ts";
import type { Form } from "./scenario.ts";

export type Arguments = {
  form: Form;
  seed: string;
  /** scenarios, or one stretch of one: "random-kill/2"; empty is all */
  only: readonly string[];
  /** worlds at once */
  lanes: number;
  /** a part broken on purpose, to see the suite go red */
  breaking: Breakable | null;
  /** a file for the counts of a test run, which leaves the scoreboard alone; null writes the scoreboard */
  report: string | null;
};

export const USAGE = `npm run chaos -- [--short | --runs N] [--seed S] [--only scenario[/stretch]]... [--lanes N] [--break part] [--report file]`;

/** Throws with the usage when something does not fit. */
export function readArguments(words: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      short: { type: "boolean", default: false },
      runs: { type: "string" },
      seed: { type: "string" },
      only: { type: "string", multiple: true, default: [] },
      lanes: { type: "string", default: "3" },
      break: { type: "string" },
      report: { type: "string" },
    },
  });
  if (values.short && values.runs !== undefined) throw new Error(`Either --short or --runs. ${USAGE}`);
  const breaking = readBreakable(values.break);
  return {
    form: values.runs === undefined ? { kind: "short" } : { kind: "long", runs: readCount("--runs", values.runs) },
    seed: values.seed ?? randomBytes(4).toString("hex"),
    only: values.only.length === 0 && breaking ? [BREAKABLE[breaking].red] : values.only,
    lanes: readCount("--lanes", values.lanes),
    breaking,
    report: values.report ?? null,
  };
}

function readBreakable(word: string | undefined): Breakable | null {
  if (word === undefined) return null;
  if (!isBreakable(word))
    throw new Error(`--break wants one of ${Object.keys(BREAKABLE).join(", ")}, not ${word}. ${USAGE}`);
  return word;
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`${name} wants a whole number from 1, not ${text}. ${USAGE}`);
  return count;
}

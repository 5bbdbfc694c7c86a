import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import type { Form } from "./scenario.ts";

export type Arguments = {
  form: Form;
  seed: string;
  /** scenarios, or one stretch of one: "random-kill/2"; empty is all */
  only: readonly string[];
  /** worlds at once */
  lanes: number;
  /** a part broken on purpose, to see the suite go red */
  breaking: string | null;
};

export const USAGE = `npm run chaos -- [--short | --runs N] [--seed S] [--only scenario[/stretch]]... [--lanes N] [--break part]`;

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
    },
  });
  if (values.short && values.runs !== undefined) throw new Error(`Either --short or --runs. ${USAGE}`);
  return {
    form: values.runs === undefined ? { kind: "short" } : { kind: "long", runs: readCount("--runs", values.runs) },
    seed: values.seed ?? randomBytes(4).toString("hex"),
    only: values.only,
    lanes: readCount("--lanes", values.lanes),
    breaking: values.break ?? null,
  };
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name} wants a whole number from 1, not ${text}. ${USAGE}`);
  return count;
}

import { storedFileSchema } from "@pumpd/automations/define";
import type { z } from "zod";
import { formFieldsOf } from "./form-fields";
import { CHANGE_WORDS as W } from "./words";

export type FieldChange = { name: string; label: string; was: string; is: string };

type Values = Readonly<Record<string, unknown>>;

/** What a form asks for otherwise than the request before it, field by field, in words. */
export function changesBetween(schema: z.ZodObject, before: Values, after: Values): FieldChange[] {
  return formFieldsOf(schema).flatMap(({ name, label }) => {
    const [was, is] = [before[name], after[name]];
    if (isSame(was, is)) return [];
    const parts = partsChanged(was, is);
    return [parts ? { name, label, ...parts } : { name, label, was: wordsOf(was), is: wordsOf(is) }];
  });
}

/** Nothing said is the same however it is not said. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (value === "" || value === null) return undefined;
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value ?? {})
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

function wordsOf(value: unknown): string {
  if (value === undefined || value === null || value === "") return W.nothing;
  if (typeof value === "boolean") return value ? W.yes : W.no;
  if (typeof value !== "object") return String(value);
  const file = storedFileSchema.safeParse(value);
  if (file.success) return file.data.fileName;
  if (Array.isArray(value)) return W.entries(value.length);
  return W.set;
}

type Parts = { was: string; is: string } | undefined;

/** Of a list of named things, or of parts such as days: only those that differ. */
function partsChanged(was: unknown, is: unknown): Parts {
  const [before, after] = [namedParts(was), namedParts(is)];
  if (!before || !after) return undefined;
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const differs = names.filter((name) => !isSame(before.get(name), after.get(name)));
  const say = (parts: Map<string, unknown>) =>
    differs.map((name) => (parts.has(name) ? name : W.without(name))).join(", ");
  return { was: say(before), is: differs.map((name) => changeOf(name, before, after)).join(", ") };
}

function changeOf(name: string, before: Map<string, unknown>, after: Map<string, unknown>): string {
  if (!before.has(name)) return W.added(name);
  return after.has(name) ? W.changed(name) : W.without(name);
}

function namedParts(value: unknown): Map<string, unknown> | undefined {
  if (storedFileSchema.safeParse(value).success) return undefined;
  if (!Array.isArray(value))
    return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
  const named = value.flatMap((one) =>
    typeof one === "object" && one !== null && "name" in one ? [[String(one.name), one] as const] : [],
  );
  return named.length === value.length ? new Map(named) : undefined;
}

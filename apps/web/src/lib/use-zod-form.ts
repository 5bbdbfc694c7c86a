"use client";
import { useState } from "react";
import type { z } from "zod";

export type Values = Record<string, unknown>;
/** Messages by dotted path: `openingHours.Friday.0.close`. */
export type FieldErrors = Readonly<Record<string, string>>;

export function fieldErrorsOf(schema: z.ZodType, values: unknown): FieldErrors {
  const parsed = schema.safeParse(values);
  if (parsed.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join(".")] ??= issue.message;
  return errors;
}

/**
 * Values with their schema. A message appears once its field was left or the form was sent, and goes away as soon as
 * the value is right: nobody is told off while typing.
 */
export function useZodForm(schema: z.ZodType, initial: Values) {
  const [values, setValues] = useState<Values>(initial);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isSent, setIsSent] = useState(false);
  const all = fieldErrorsOf(schema, values);
  const shown = Object.fromEntries(
    Object.entries(all).filter(([path]) => isSent || touched.has(path.split(".")[0] ?? path)),
  );

  return {
    values,
    /** what is wrong, whether shown yet or not */
    problems: all,
    errors: shown as FieldErrors,
    isValid: Object.keys(all).length === 0,
    /** @param value the new one, or what makes it of the old one: for what comes back after a while */
    set: (name: string, value: unknown) =>
      setValues((old) => ({ ...old, [name]: typeof value === "function" ? value(old[name]) : value })),
    reset: (next: Values) => {
      setValues(next);
      setTouched(new Set());
      setIsSent(false);
    },
    leave: (name: string) => setTouched((old) => new Set(old).add(name)),
    /** shows every message; true when there is none */
    check: (): boolean => {
      setIsSent(true);
      return Object.keys(all).length === 0;
    },
  };
}

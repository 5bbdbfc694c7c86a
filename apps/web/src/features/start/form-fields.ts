import { DAYS } from "@pumpd/model";
import { z } from "zod";

/** One field of a start form, computed from the definition's schema. */
export type FormField = { name: string; label: string; isOptional: boolean } & (
  | { kind: "text" }
  | { kind: "number" }
  | { kind: "switch" }
  | { kind: "choice"; choices: readonly string[] }
  | { kind: "hours" }
  | { kind: "json" }
);

export function formFieldsOf(schema: z.ZodObject): FormField[] {
  return Object.entries(schema.shape).map(([name, field]) => fieldOf(name, field as z.ZodType));
}

function fieldOf(name: string, field: z.ZodType): FormField {
  const { inner, isOptional } = unwrap(field);
  const base = { name, label: labelOf(field) ?? labelOf(inner) ?? name, isOptional };
  if (inner instanceof z.ZodString) return { ...base, kind: "text" };
  if (inner instanceof z.ZodNumber) return { ...base, kind: "number" };
  if (inner instanceof z.ZodBoolean) return { ...base, kind: "switch" };
  if (inner instanceof z.ZodEnum) return { ...base, kind: "choice", choices: inner.options.map(String) };
  if (isWeek(inner)) return { ...base, kind: "hours" };
  return { ...base, kind: "json" };
}

function unwrap(field: z.ZodType): { inner: z.ZodType; isOptional: boolean } {
  let inner = field;
  let isOptional = false;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodPrefault
  ) {
    inner = inner.unwrap() as z.ZodType;
    isOptional = true;
  }
  return { inner, isOptional };
}

function labelOf(field: z.ZodType): string | undefined {
  const label = field.meta()?.label;
  return typeof label === "string" ? label : undefined;
}

/** Opening hours are known by their shape: an object with the seven days. */
function isWeek(field: z.ZodType): boolean {
  return field instanceof z.ZodObject && DAYS.every((day) => day in field.shape);
}

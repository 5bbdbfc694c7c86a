import type { Control, FormFieldMeta, FormMeta } from "@pumpd/automations/define";
import { DAYS } from "@pumpd/model";
import { z } from "zod";

export type FieldChoice = { value: string; label: string; note?: string };

/** One field of a start form, computed from the definition's schema. */
export type FormField = {
  name: string;
  label: string;
  isOptional: boolean;
  note?: string;
  /** the heading that begins here */
  section?: string;
  place?: "side";
} & (
  | { kind: "text" }
  | { kind: "number" }
  | { kind: "switch" }
  | { kind: "choice" | "cards"; choices: readonly FieldChoice[] }
  | { kind: "hours" }
  | { kind: "group"; fields: readonly FormField[] }
  | { kind: Exclude<Control, "cards" | "group"> }
  | { kind: "json" }
);

/** The fields that a person fills in, in the schema's order. */
export function formFieldsOf(schema: z.ZodObject): FormField[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const meta = metaOf(field as z.ZodType);
    return meta.hidden ? [] : [fieldOf(name, field as z.ZodType, meta)];
  });
}

/** Fields that other controls fill in, or the restaurant: nobody can be sent to them. */
export function hiddenFieldsOf(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((name) => metaOf(schema.shape[name] as z.ZodType).hidden);
}

/** What the schema as a whole asks to be shown beside its fields. */
export function previewOf(schema: z.ZodObject): FormMeta["preview"] | undefined {
  return (schema.meta() as Partial<FormMeta> | undefined)?.preview;
}

/** The values with what the schema itself begins with, so that a form shows what leaving a field alone means. */
export function withDefaults(schema: z.ZodObject, values: Record<string, unknown>): Record<string, unknown> {
  const defaults = Object.entries(schema.shape).flatMap(([name, field]) =>
    field instanceof z.ZodDefault ? [[name, field.parse(undefined)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...values };
}

function fieldOf(name: string, field: z.ZodType, meta: Partial<FormFieldMeta>): FormField {
  const { inner, isOptional } = unwrap(field);
  const { label = name, note, section, place, control } = meta;
  const base = { name, label, isOptional, note, section, place };
  if (inner instanceof z.ZodEnum) {
    const choices = inner.options.map((option) => choiceOf(String(option), meta));
    return { ...base, kind: control === "cards" ? "cards" : "choice", choices };
  }
  if (control === "group" && inner instanceof z.ZodObject)
    return { ...base, kind: "group", fields: formFieldsOf(inner) };
  if (control && control !== "cards" && control !== "group") return { ...base, kind: control };
  if (inner instanceof z.ZodString) return { ...base, kind: "text" };
  if (inner instanceof z.ZodNumber) return { ...base, kind: "number" };
  if (inner instanceof z.ZodBoolean) return { ...base, kind: "switch" };
  if (isWeek(inner)) return { ...base, kind: "hours" };
  return { ...base, kind: "json" };
}

const choiceOf = (value: string, { choices }: Partial<FormFieldMeta>): FieldChoice => ({
  value,
  label: value,
  ...choices?.[value],
});

function unwrap(field: z.ZodType): { inner: z.ZodType; isOptional: boolean } {
  let inner = field;
  let isOptional = false;
  for (;;) {
    if (inner instanceof z.ZodPipe) {
      inner = inner.in as z.ZodType; // a form fills in what goes into a transformation
    } else if (
      inner instanceof z.ZodDefault ||
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodNullable ||
      inner instanceof z.ZodPrefault
    ) {
      inner = inner.unwrap() as z.ZodType;
      isOptional = true;
    } else return { inner, isOptional };
  }
}

/** What the outermost schema says, and what it leaves out from those inside. */
function metaOf(field: z.ZodType): Partial<FormFieldMeta> {
  return { ...(unwrap(field).inner.meta() as Partial<FormFieldMeta>), ...(field.meta() as Partial<FormFieldMeta>) };
}

/** Opening hours are known by their shape: an object with the seven days. */
function isWeek(field: z.ZodType): boolean {
  return field instanceof z.ZodObject && DAYS.every((day) => day in field.shape);
}

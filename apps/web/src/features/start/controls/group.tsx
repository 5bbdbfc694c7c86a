"use client";
import type { ReactNode } from "react";
import { Switch } from "@/components/ui/switch";
import type { FormField } from "../form-fields";
import type { ControlProps } from "./control";

type GroupControlProps = ControlProps & {
  fields: readonly FormField[];
  /** draws one field of the group */
  drawn: (field: FormField, props: ControlProps) => ReactNode;
};

/** Fields that are asked for together or not at all. */
export function GroupControl({ fields, drawn, ...props }: GroupControlProps) {
  const { path, label, value, isDisabled, onChange } = props;
  const values = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  return (
    <div>
      <div className="flex items-center gap-3">
        <Switch
          id={`field-${path}`}
          checked={values !== undefined}
          disabled={isDisabled}
          onCheckedChange={(isOn) => onChange(isOn ? defaultsOf(fields) : undefined)}
        />
        <label htmlFor={`field-${path}`}>{label}</label>
      </div>
      {values ? (
        <div className="mt-4 grid items-start gap-x-4 gap-y-5 desk:grid-cols-2">
          {fields.map((field) => (
            <div key={field.name} className={field.kind === "switch" ? "col-span-full min-w-0" : "min-w-0"}>
              {drawn(field, {
                ...props,
                path: `${path}.${field.name}`,
                label: field.label,
                note: field.note,
                value: values[field.name],
                // of the newest value: a picture comes back after others may have changed
                onChange: (next) =>
                  onChange((old: unknown) => ({ ...(typeof old === "object" ? old : undefined), [field.name]: next })),
              })}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

const defaultsOf = (fields: readonly FormField[]): Record<string, unknown> =>
  Object.fromEntries(fields.flatMap(({ name, kind }) => (kind === "switch" ? [[name, true]] : [])));

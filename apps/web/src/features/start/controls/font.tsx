"use client";
import { Field } from "@/components/field";
import { Input } from "@/components/ui/input";
import { FONTS } from "../fonts";
import type { ControlProps } from "./control";

/** A font by its name: any of the portal's, with the usual ones at hand. */
export function FontControl({ path, label, note, value, errors, isDisabled, onChange, onLeave }: ControlProps) {
  const listId = `fonts-${path}`;
  return (
    <Field label={label} error={errors[path]} note={note} anchor={path}>
      {(aria) => (
        <>
          <Input
            {...aria}
            list={listId}
            value={typeof value === "string" ? value : ""}
            disabled={isDisabled}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onLeave}
          />
          <datalist id={listId}>
            {FONTS.map((font) => (
              <option key={font} value={font} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

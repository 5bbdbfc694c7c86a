"use client";
import { FieldError } from "@/components/field-error";
import { RadioCard, RadioCards } from "@/components/ui/radio-group";
import type { FieldChoice } from "../form-fields";
import type { ControlProps } from "./control";

/** A choice whose values need a sentence each. */
export function CardsControl({
  path,
  label,
  value,
  errors,
  isDisabled,
  onChange,
  choices,
}: ControlProps & { choices: readonly FieldChoice[] }) {
  return (
    <div id={`field-${path}`} tabIndex={-1} className="outline-none">
      <h2 id={`field-${path}-label`} className="mb-3 text-16 font-heading">
        {label}
      </h2>
      <RadioCards
        aria-labelledby={`field-${path}-label`}
        value={typeof value === "string" ? value : ""}
        disabled={isDisabled}
        onValueChange={onChange}
      >
        {choices.map((choice) => (
          <RadioCard key={choice.value} value={choice.value} title={choice.label}>
            {choice.note}
          </RadioCard>
        ))}
      </RadioCards>
      <FieldError id={`field-${path}-error`} message={errors[path]} />
    </div>
  );
}

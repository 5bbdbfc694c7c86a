"use client";
import { useId } from "react";
import { FieldError } from "@/components/field-error";
import { Checkbox } from "@/components/ui/checkbox";

type ChoicesProps<T extends string> = {
  legend: string;
  choices: readonly T[];
  words: Readonly<Record<T, string>>;
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  error: string | undefined;
};

/** Several of a few, each with its box. */
export function Choices<T extends string>({ legend, choices, words, chosen, onChange, error }: ChoicesProps<T>) {
  const id = useId();
  const toggle = (choice: T) =>
    onChange(choices.filter((one) => (one === choice ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-13 font-control">{legend}</legend>
      <div className="space-y-2.5">
        {choices.map((choice) => (
          <div key={choice} className="flex items-center gap-2.5">
            <Checkbox id={`${id}-${choice}`} checked={chosen.includes(choice)} onCheckedChange={() => toggle(choice)} />
            <label htmlFor={`${id}-${choice}`}>{words[choice]}</label>
          </div>
        ))}
      </div>
      <FieldError id={`${id}-error`} message={error} />
    </fieldset>
  );
}

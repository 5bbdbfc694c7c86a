"use client";
import type { FieldAria } from "@/components/field";
import { Input } from "@/components/ui/input";

type ColourInputProps = {
  value: string;
  label: string;
  aria?: FieldAria;
  disabled?: boolean;
  onChange: (colour: string) => void;
  onBlur?: () => void;
};

const HEX = /^#[0-9a-f]{6}$/i;

/** A colour as `#rrggbb`: typed, or picked with the browser's own picker. */
export function ColourInput({ value, label, aria, disabled, onChange, onBlur }: ColourInputProps) {
  return (
    <Input
      {...aria}
      aria-label={aria ? undefined : label}
      className="[&>input:last-child]:voice-machine"
      value={value}
      disabled={disabled}
      placeholder="#rrggbb"
      spellCheck={false}
      autoComplete="off"
      maxLength={7}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
      start={
        <input
          type="color"
          aria-label={`${label}, picker`}
          className="size-6 cursor-pointer rounded-cell border border-line-2 bg-transparent p-0 disabled:cursor-not-allowed"
          value={HEX.test(value) ? value.toLowerCase() : "#888888"}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      }
    />
  );
}

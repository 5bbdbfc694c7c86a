"use client";
import { ToggleGroup } from "radix-ui";
import { cn } from "@/lib/cn";

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string }[];
  className?: string;
};

/** Buttons in a well, one of them pressed: the filter of a list inside a page. */
export function Segmented<T extends string>({ label, value, onChange, choices, className }: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as T)}
      className={cn(
        "flex max-w-full gap-0.5 overflow-x-auto rounded-control border border-line-2 bg-well p-0.5",
        className,
      )}
    >
      {choices.map((choice) => (
        <ToggleGroup.Item
          key={choice.value}
          value={choice.value}
          className="h-[27px] shrink-0 rounded-cell border border-transparent px-2.5 text-13 text-ink-2 -outline-offset-2 transition-colors duration-120 hover:text-ink data-[state=on]:border-line-2 data-[state=on]:bg-card data-[state=on]:font-control data-[state=on]:text-ink data-[state=on]:shadow-1 touch:h-10"
        >
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

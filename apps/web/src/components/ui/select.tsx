"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import { Select as Base } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useNonce } from "@/lib/nonce";

export type Choice = { value: string; label: string; note?: string };

type SelectProps = {
  value: string | undefined;
  onChange: (value: string) => void;
  choices: readonly Choice[];
  placeholder?: string;
  start?: ReactNode;
  disabled?: boolean;
  className?: string;
} & Pick<
  ComponentProps<typeof Base.Trigger>,
  "id" | "aria-describedby" | "aria-invalid" | "aria-label" | "aria-labelledby"
>;

export function Select({ value, onChange, choices, placeholder, start, disabled, className, ...aria }: SelectProps) {
  const nonce = useNonce();
  return (
    <Base.Root value={value ?? ""} onValueChange={onChange} disabled={disabled}>
      <Base.Trigger
        className={cn(
          "flex h-9 w-full min-w-0 items-center gap-2 rounded-control border border-control bg-card px-3 text-left text-14 transition-colors duration-120 touch:h-11 aria-[invalid=true]:border-fail-solid data-[placeholder]:text-ink-3 disabled:bg-well disabled:text-ink-3",
          className,
        )}
        {...aria}
      >
        {start ? <span className="text-ink-3">{start}</span> : null}
        <span className="min-w-0 flex-1 truncate">
          {/* said here, because the list itself is drawn only once the page lives */}
          <Base.Value placeholder={placeholder}>{choices.find((choice) => choice.value === value)?.label}</Base.Value>
        </span>
        <ChevronsUpDown className="text-ink-3" aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-arrive overflow-hidden rounded-card border border-line-2 bg-card shadow-3"
        >
          <Base.Viewport nonce={nonce} className="p-1">
            {choices.map((choice) => (
              <Base.Item
                key={choice.value}
                value={choice.value}
                className="target relative flex cursor-default items-center gap-3 rounded-cell py-1.5 pr-8 pl-2.5 text-14 outline-none select-none data-[highlighted]:bg-hover"
              >
                <span className="min-w-0">
                  <Base.ItemText>{choice.label}</Base.ItemText>
                  {choice.note ? <span className="block text-12 text-ink-3">{choice.note}</span> : null}
                </span>
                <Base.ItemIndicator className="absolute right-2 text-act">
                  <Check aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Viewport>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

"use client";
import { Tabs as Base } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type TabsProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  tabs: readonly { value: string; label: string; count?: number; content: ReactNode }[];
  /** at the right end of the row of tabs */
  end?: ReactNode;
  className?: string;
};

/** Several views of one thing, one of them shown. */
export function Tabs({ label, value, onChange, tabs, end, className }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={onChange} className={className}>
      <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 desk:px-5">
        <Base.List aria-label={label} className="flex min-w-0 flex-1 gap-4.5 overflow-x-auto max-desk:min-w-full">
          {tabs.map((tab) => (
            <Base.Trigger
              key={tab.value}
              value={tab.value}
              className={cn(
                "-mb-px flex h-[38px] shrink-0 items-center gap-2 border-b-2 border-transparent text-14 text-ink-2 -outline-offset-2 hover:text-ink touch:h-12",
                "data-[state=active]:border-act data-[state=active]:font-heading data-[state=active]:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="text-12 text-ink-3">{tab.count}</span>}
            </Base.Trigger>
          ))}
        </Base.List>
        {end}
      </div>
      {tabs.map((tab) => (
        <Base.Content key={tab.value} value={tab.value} tabIndex={-1} className="outline-none">
          {tab.content}
        </Base.Content>
      ))}
    </Base.Root>
  );
}

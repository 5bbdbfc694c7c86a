"use client";
import { Tabs as Base } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const Tabs = Base.Root;
export const TabPanel = Base.Content;

/** Buttons in a well: the filter of a list inside a page. */
export function TabList({ className, ...rest }: ComponentProps<typeof Base.List>) {
  return (
    <Base.List
      className={cn(
        "flex max-w-full gap-0.5 overflow-x-auto rounded-control border border-line-2 bg-well p-0.5",
        className,
      )}
      {...rest}
    />
  );
}

export function Tab({ className, ...rest }: ComponentProps<typeof Base.Trigger>) {
  return (
    <Base.Trigger
      className={cn(
        "h-[27px] shrink-0 rounded-cell border border-transparent px-2.5 text-13 text-ink-2 transition-colors duration-120 touch:h-10 hover:text-ink data-[state=active]:border-line-2 data-[state=active]:bg-card data-[state=active]:font-control data-[state=active]:text-ink data-[state=active]:shadow-1",
        className,
      )}
      {...rest}
    />
  );
}

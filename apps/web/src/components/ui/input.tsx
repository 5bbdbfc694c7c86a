import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

const EDGE =
  "rounded-control border border-control bg-card text-14 text-ink transition-colors duration-120 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-ring has-[:disabled]:bg-well has-[:disabled]:text-ink-3 has-[[aria-invalid=true]]:border-fail-solid";

/** @param start,end small marks inside the edge: an icon, a unit, a key */
export function Input({
  className,
  start,
  end,
  ...rest
}: ComponentProps<"input"> & { start?: ReactNode; end?: ReactNode }) {
  return (
    <span className={cn(EDGE, "flex h-9 w-full min-w-0 items-stretch overflow-hidden touch:h-11", className)}>
      {start ? <span className="flex items-center pl-2.5 text-ink-3">{start}</span> : null}
      <input
        className="w-full min-w-0 bg-transparent px-3 outline-none placeholder:text-ink-3 touch:text-16 disabled:cursor-not-allowed"
        {...rest}
      />
      {end}
    </span>
  );
}

/** A unit glued to the end of an input: `.pumpd.test` */
export function InputUnit({ children }: { children: ReactNode }) {
  return <span className="flex items-center border-l border-line-2 bg-well px-2.5 text-13 text-ink-3">{children}</span>;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <span className={cn(EDGE, "flex w-full", className)}>
      <textarea
        className="min-h-20 w-full resize-y bg-transparent px-3 py-2 outline-none placeholder:text-ink-3 touch:text-16"
        {...rest}
      />
    </span>
  );
}

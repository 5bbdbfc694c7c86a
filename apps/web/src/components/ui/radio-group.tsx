import { RadioGroup as Base } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

/** Cards with a hairline between them; nothing is chosen until somebody chooses. */
export function RadioCards({ className, ...rest }: ComponentProps<typeof Base.Root>) {
  return (
    <Base.Root
      className={cn("divide-y divide-line overflow-hidden rounded-card border border-line-2 bg-card", className)}
      {...rest}
    />
  );
}

export function RadioCard({ value, title, children }: { value: string; title: ReactNode; children?: ReactNode }) {
  return (
    <Base.Item
      value={value}
      className="group flex w-full items-start gap-3 px-4 py-3 text-left -outline-offset-2 hover:bg-hover data-[state=checked]:bg-move-soft"
    >
      <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-card group-data-[state=checked]:border-act">
        <Base.Indicator className="block size-2 rounded-full bg-act" />
      </span>
      <span className="min-w-0">
        <span className="block text-14 font-control">{title}</span>
        {children ? <span className="block text-13 text-ink-2">{children}</span> : null}
      </span>
    </Base.Item>
  );
}

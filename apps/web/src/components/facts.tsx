import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Fact = { label: string; value: ReactNode };

/** Label and value, one under the other. `spread` puts the values on the right edge. */
export function Facts({ facts, spread }: { facts: readonly Fact[]; spread?: boolean }) {
  return (
    <dl className="space-y-1.5 text-13">
      {facts.map((fact) => (
        <div
          key={fact.label}
          className={cn("grid gap-3", spread ? "grid-cols-[auto_1fr]" : "grid-cols-[96px_minmax(0,1fr)]")}
        >
          <dt className="text-ink-3">{fact.label}</dt>
          <dd className={cn("min-w-0 break-words", spread && "text-right")}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

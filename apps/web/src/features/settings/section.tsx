import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

type SectionProps = { title: string; lead?: ReactNode; action?: ReactNode; children: ReactNode };

export function Section({ title, lead, action, children }: SectionProps) {
  return (
    <section className="mt-8 first-of-type:mt-5">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-18 font-heading">{title}</h2>
          {lead ? <p className="mt-0.5 max-w-[70ch] text-13 text-ink-2">{lead}</p> : null}
        </div>
        {action}
      </div>
      <Card className="mt-3 overflow-hidden">{children}</Card>
    </section>
  );
}

/** A line of a list: what it is left, what can be done right. */
export function Line({ title, note, children }: { title: ReactNode; note: ReactNode; children?: ReactNode }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-5 py-3">
      <div className="min-w-0">
        <p className="truncate font-heading">{title}</p>
        <p className="text-13 text-ink-3">{note}</p>
      </div>
      <div className="flex items-center gap-2">{children}</div>
    </li>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-5 py-6 text-13 text-ink-2">{children}</p>;
}

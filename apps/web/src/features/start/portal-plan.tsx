import { Eye, LogIn, Send } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { START_WORDS } from "./words";

export type PlanLine = {
  key: string;
  kind: "visit" | "read" | "change" | "changeEach";
  text: string;
  seconds?: number;
};

const ICON = {
  visit: <LogIn aria-hidden className="text-ink-2" />,
  read: <Eye aria-hidden className="text-ink-2" />,
  change: <Send aria-hidden className="text-act" />,
  changeEach: <Send aria-hidden className="text-act" />,
} as const;

/** What the button below will do, in the order it will be done. */
export function PortalPlan({
  lines,
  note,
  children,
}: {
  lines: readonly PlanLine[];
  note: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Card aria-labelledby="plan-title" className="px-4 py-3.5">
      <h2 id="plan-title" className="text-14 font-heading">
        {START_WORDS.willDo}
      </h2>
      {lines.length === 0 ? <p className="mt-1 text-13 text-ink-3">{START_WORDS.planLater}</p> : null}
      <ol className="mt-1.5">
        {lines.map((line) => (
          <li key={line.key} className="flex items-center gap-2.5 py-1">
            {ICON[line.kind]}
            <span className={cn("min-w-0 flex-1", line.kind.startsWith("change") && "font-heading")}>{line.text}</span>
            {line.seconds === undefined ? null : (
              <span className="text-12 text-ink-3">{START_WORDS.seconds(line.seconds)}</span>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-2 border-t border-line pt-2.5 text-13 text-ink-3">{note}</p>
      {children ? <div className="mt-3">{children}</div> : null}
    </Card>
  );
}

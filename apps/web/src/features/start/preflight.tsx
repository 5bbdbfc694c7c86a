import { CircleCheck, CircleX, Info, Moon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { START_WORDS } from "./words";

export type PreflightLine = {
  key: string;
  /** `seen`: looked up. `fine`: nothing in the way. `know`: worth knowing. `warn`: works without. `block`: cannot start. */
  state: "seen" | "fine" | "know" | "night" | "warn" | "block";
  title: string;
  detail?: ReactNode;
  /** the way out: a link or a button */
  way?: ReactNode;
};

const ICON = {
  seen: <CircleCheck aria-hidden className="text-seen" />,
  fine: <CircleCheck aria-hidden className="text-ink-2" />,
  know: <Info aria-hidden className="text-ink-2" />,
  night: <Moon aria-hidden className="text-ink-2" />,
  warn: <TriangleAlert aria-hidden className="text-bell" />,
  block: <CircleX aria-hidden className="text-fail" />,
} as const;

/** Everything that blocks or warns, each with its way out. */
export function Preflight({ lines }: { lines: readonly PreflightLine[] }) {
  return (
    <section aria-labelledby="preflight-title">
      <h2 id="preflight-title" className="text-16 font-heading">
        {START_WORDS.before}
      </h2>
      <ul className="mt-3 space-y-3.5" aria-live="polite">
        {lines.map((line) => (
          <li key={line.key} className="flex gap-3">
            <span className="mt-0.5">{ICON[line.state]}</span>
            <div className="min-w-0 text-13">
              <p className={cn("text-14 font-control", line.state === "block" && "text-fail")}>{line.title}</p>
              {line.detail ? <p className="text-ink-3">{line.detail}</p> : null}
              {line.way ? <p className="mt-0.5">{line.way}</p> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

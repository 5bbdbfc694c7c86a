import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Segment = {
  key: string;
  label: string;
  /** the usual time of this step, in any unit: only the proportion counts */
  weight: number;
  state: "done" | "now" | "todo" | "failed" | "unverified";
  /** from 0 to 1, when a step counts its items */
  fraction?: number;
};

const FILL: Record<Segment["state"], string> = {
  done: "bg-move-solid",
  now: "bg-move-solid",
  todo: "",
  failed: "bg-fail-solid",
  unverified: "bg-bell-solid",
};

function fillPercent(segment: Segment): number {
  if (segment.state === "todo") return 0;
  return segment.state === "now" ? Math.round((segment.fraction ?? 0.5) * 100) : 100;
}

/** No segment is thinner than a sixth of the mean, or its word would have no room. */
function grow(segment: Segment, all: readonly Segment[]): number {
  const mean = all.reduce((sum, one) => sum + one.weight, 0) / Math.max(1, all.length);
  return Math.max(segment.weight, mean * 0.55);
}

/** One piece per planned step, as wide as the step is usually long. */
export function Segments({ segments, aside }: { segments: readonly Segment[]; aside?: ReactNode }) {
  const now = segments.find((one) => one.state === "now");
  const doneCount = segments.filter((one) => one.state === "done").length;
  return (
    <div>
      <ol className="flex gap-1" aria-label={`${doneCount} of ${segments.length} steps done`}>
        {segments.map((segment) => (
          <li key={segment.key} className="min-w-0" style={{ flex: `${grow(segment, segments)} 1 0` }}>
            <span className="block h-[6px] overflow-hidden rounded-full bg-line">
              <span
                className={cn("block h-full transition-[width] duration-400 ease-linear", FILL[segment.state])}
                style={{ width: `${fillPercent(segment)}%` }}
              />
            </span>
            <span
              className={cn(
                "mt-1.5 hidden truncate text-12 text-ink-3 desk:block",
                segment.state === "now" && "font-heading text-move",
                segment.state === "failed" && "font-heading text-fail",
                segment.state === "unverified" && "font-heading text-bell",
              )}
            >
              {segment.label}
            </span>
          </li>
        ))}
      </ol>
      <div className="mt-2 flex items-baseline justify-between gap-4 text-12 desk:hidden">
        <span className="truncate font-heading text-move">{now?.label}</span>
        <span className="shrink-0 text-ink-3">{aside}</span>
      </div>
    </div>
  );
}

/** The same in a table row or on a docket: no words, equal pieces. */
export function SegmentBar({
  n,
  of,
  fraction = 0.5,
  className,
}: {
  n: number;
  of: number;
  fraction?: number;
  className?: string;
}) {
  const pieces = Array.from({ length: of }, (_, index) => index + 1);
  return (
    <span role="img" aria-label={`Step ${n} of ${of}`} className={cn("flex gap-[3px]", className)}>
      {pieces.map((piece) => (
        <span key={piece} className="h-[5px] flex-1 overflow-hidden rounded-full bg-line">
          <span
            className="block h-full bg-move-solid transition-[width] duration-400 ease-linear"
            style={{ width: piece < n ? "100%" : piece === n ? `${fraction * 100}%` : "0" }}
          />
        </span>
      ))}
    </span>
  );
}

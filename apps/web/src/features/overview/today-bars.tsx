"use client";
import type { Overview } from "@/features/answers";
import { useNow, useZone } from "@/lib/clock";
import { clockWords, utcWords } from "@/lib/time";
import { OVERVIEW_WORDS as W } from "./words";

type Hour = Overview["today"]["hours"][number];

const PLOT_PX = 52;
const HOUR_MS = 3_600_000;
const PARTS = [
  { key: "failed", fill: "bg-fail-solid" },
  { key: "needsLook", fill: "bg-bell-solid" },
  { key: "completed", fill: "bg-seen-solid" },
] as const;

/** Today's endings by hour of the reader's clock, seen at the bottom; the numbers stand beside in words. */
export function TodayBars({ hours }: { hours: readonly Hour[] }) {
  const zone = useZone();
  const nowMs = useNow();
  const first = hours[0];
  if (!first) return null;
  const most = Math.max(...hours.map(total));
  const firstMs = Date.parse(first.at);
  const shown = Array.from({ length: Math.floor((nowMs - firstMs) / HOUR_MS) + 1 }, (_, index) => {
    const at = new Date(firstMs + index * HOUR_MS).toISOString();
    return hours.find((one) => one.at === at) ?? { at, completed: 0, needsLook: 0, failed: 0 };
  });
  const wordsOf = ({ at }: Hour) => clockWords(new Date(at), zone).replace(":00", "");
  return (
    <ol aria-label={W.bars} className="mb-3 flex items-end gap-1.5">
      {shown.map((hour, index) => (
        <li key={hour.at} title={utcWords(new Date(hour.at))} className="min-w-0 max-w-16 flex-1 text-center">
          <span className="sr-only">
            {wordsOf(hour)}: {hour.completed} {W.completed}, {hour.needsLook} {W.needsLook}, {hour.failed} {W.failed}
          </span>
          <span aria-hidden className="mx-auto flex max-w-10 flex-col justify-end gap-0.5" style={{ height: PLOT_PX }}>
            {PARTS.map(({ key, fill }) =>
              hour[key] > 0 ? (
                <span
                  key={key}
                  className={`block min-h-1 rounded-[2px] ${fill}`}
                  style={{ height: (hour[key] / most) * PLOT_PX }}
                />
              ) : null,
            )}
          </span>
          <span aria-hidden className="mt-1 block truncate border-t border-line pt-1 text-11 text-ink-3">
            {shown.length > 8 && index % 3 !== 0 ? "\u00a0" : wordsOf(hour)}
          </span>
        </li>
      ))}
    </ol>
  );
}

const total = (hour: Hour) => hour.completed + hour.needsLook + hour.failed;

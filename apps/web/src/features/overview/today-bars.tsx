import type { Overview } from "@/features/answers";
import { OVERVIEW_WORDS as W } from "./words";

type Hour = Overview["today"]["hours"][number];

const PLOT_PX = 52;
const PARTS = [
  { key: "failed", fill: "bg-fail-solid" },
  { key: "needsLook", fill: "bg-bell-solid" },
  { key: "completed", fill: "bg-seen-solid" },
] as const;

/** Today's endings by hour, seen at the bottom; the numbers stand beside in words. */
export function TodayBars({ hours }: { hours: readonly Hour[] }) {
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return null;
  const most = Math.max(...hours.map(total));
  const shown = Array.from({ length: last.hour - first.hour + 1 }, (_, index) => {
    const hour = first.hour + index;
    return hours.find((one) => one.hour === hour) ?? { hour, completed: 0, needsLook: 0, failed: 0 };
  });
  return (
    <ol aria-label={W.bars} className="mb-3 flex items-end gap-1.5">
      {shown.map((hour) => (
        <li key={hour.hour} className="min-w-0 flex-1 text-center">
          <span className="sr-only">
            {W.hour(hour.hour)}: {hour.completed} {W.completed}, {hour.needsLook} {W.needsLook}, {hour.failed}{" "}
            {W.failed}
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
            {shown.length > 8 && hour.hour % 3 !== 0 ? "\u00a0" : W.hour(hour.hour)}
          </span>
        </li>
      ))}
    </ol>
  );
}

const total = (hour: Hour) => hour.completed + hour.needsLook + hour.failed;

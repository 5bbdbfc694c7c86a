import { DAYS, type Slot, type WeekHours } from "@pumpd/model";
import { cn } from "@/lib/cn";
import { hourMark, shortDay, slotSpan } from "./hours-scale";
import { RESTAURANT_WORDS } from "./words";

const MARKS = [6, 12, 18, 24];

/** One day from 5 am to 5 am; the dark line is midnight. */
export function HoursBar({ slots, size = "tall" }: { slots: readonly Slot[]; size?: "tall" | "thin" }) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative block w-full rounded-cell border border-line bg-well",
        size === "tall" ? "h-6" : "h-[9px] rounded-[2px]",
      )}
    >
      {size === "tall"
        ? MARKS.map((hour) => (
            <i
              key={hour}
              className={cn("absolute inset-y-0 w-px", hour === 24 ? "bg-ink-3" : "bg-line-2")}
              style={{ left: `${hourMark(hour)}%` }}
            />
          ))
        : null}
      {slots.map((slot, index) => {
        const span = slotSpan(slot);
        return span ? (
          <i
            key={index}
            className={cn(
              "absolute bg-move-solid/90",
              size === "tall" ? "inset-y-[2px] rounded-[3px] border border-act/70" : "inset-y-0 rounded-[1px]",
            )}
            style={{ left: `${span.left}%`, width: `${span.width}%` }}
          />
        ) : null;
      })}
    </span>
  );
}

function slotWords(slots: readonly Slot[]): string {
  if (slots.length === 0) return RESTAURANT_WORDS.closed;
  return slots.map((slot) => `${slot.open} to ${slot.close}`).join(", ");
}

/** The whole week to read, as bars and words. */
export function HoursWeek({ week }: { week: WeekHours }) {
  return (
    <dl className="space-y-[3px]">
      {DAYS.map((day) => (
        <div key={day} className="grid grid-cols-[36px_1fr_112px] items-center gap-2 text-12">
          <dt className="text-ink-3">{shortDay(day)}</dt>
          <dd className="contents">
            <HoursBar slots={week[day]} size="thin" />
            <span className={cn("text-right", week[day].length === 0 && "text-ink-3")}>{slotWords(week[day])}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

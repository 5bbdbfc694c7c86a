import type { MouseEvent } from "react";
import { type Day, days, type Slot } from "../../words.ts";
import { directives } from "../boot.ts";
import { Button } from "./form.tsx";

const selectsOnFocus = !directives.some((one) => one.kind === "time-input-keeps");

export function HoursField({ slots, onChange }: { slots: Slot[]; onChange: (slots: Slot[]) => void }) {
  const change = (index: number, part: Partial<Slot>) =>
    onChange(slots.map((slot, at) => (at === index ? { ...slot, ...part } : slot)));
  return (
    <div className="hours">
      {slots.map((slot, index) => (
        <div key={index} className="slot">
          <select value={slot.day} onChange={(event) => change(index, { day: event.target.value as Day })}>
            {days.map((day) => (
              <option key={day} value={day}>
                {day}
              </option>
            ))}
          </select>
          <TimeInput value={slot.open} onChange={(open) => change(index, { open })} />
          <span>to</span>
          <TimeInput value={slot.close} onChange={(close) => change(index, { close })} />
          <button
            type="button"
            className="remove"
            aria-label="Remove time slot"
            onClick={() => onChange(slots.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <Button onClick={() => onChange([...slots, { day: "Monday", open: "09:00", close: "17:00" }])}>
        Add Time Slot
      </Button>
    </div>
  );
}

/** Text, 24 hours. What is not a time stays as it was typed, and the form refuses it. */
function TimeInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  // Entering the field selects its content. A plain select() on click would not hold: Chromium drops a selection the
  // mouse went down on only after the click.
  const enter = (event: MouseEvent<HTMLInputElement>) => {
    if (!selectsOnFocus || document.activeElement === event.currentTarget) return;
    event.preventDefault();
    event.currentTarget.focus();
  };
  const tidy = () => {
    const parts = /^(\d{1,2}):?(\d{2})$/.exec(value.trim());
    if (parts) onChange(`${(parts[1] ?? "").padStart(2, "0")}:${parts[2]}`);
  };
  return (
    <input
      type="text"
      className="time"
      value={value}
      onMouseDown={enter}
      onFocus={(event) => selectsOnFocus && event.currentTarget.select()}
      onBlur={tidy}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

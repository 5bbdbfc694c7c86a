"use client";
import {
  CLOSED_WEEK,
  DAYS,
  type Day,
  MAX_SLOTS_A_DAY,
  parseHours,
  type Slot,
  tidyTime,
  type WeekHours,
} from "@pumpd/model";
import { Copy, Moon, Plus, TextCursorInput, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { HoursBar } from "./hours-bar";
import { dayAfter, isPastMidnight, shortDay } from "./hours-scale";
import { RESTAURANT_WORDS as W } from "./words";

/** Messages by place: `Friday`, `Friday.0`, `Friday.0.close`. */
export type HoursErrors = Readonly<Record<string, string>>;

type HoursEditorProps = {
  value: WeekHours;
  onChange: (week: WeekHours) => void;
  errors?: HoursErrors;
  disabled?: boolean;
};

const FIRST_SLOT: Slot = { open: "09:00", close: "17:00" };

/** A closed day is a day without slots, so half an opening cannot be written down. */
export function HoursEditor({ value, onChange, errors = {}, disabled }: HoursEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const setDay = (day: Day, slots: Slot[]) => onChange({ ...value, [day]: slots });

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!event.altKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-day]");
    const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
    next?.querySelector<HTMLElement>("input, button")?.focus();
    event.preventDefault();
  }

  return (
    <div>
      <TypedHours onFill={onChange} disabled={disabled} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the controls inside */}
      <div ref={frame} onKeyDown={onKeyDown} className="mt-3 divide-y divide-line rounded-card border border-line-2">
        {DAYS.map((day) => (
          <DayRow
            key={day}
            day={day}
            slots={value[day]}
            errors={errors}
            disabled={disabled}
            onSlots={(slots) => setDay(day, slots)}
            onCopy={(days) => onChange(copied(value, day, days))}
            onOpen={() => setDay(day, [{ ...(lastOpenSlot(value, day) ?? FIRST_SLOT) }])}
          />
        ))}
      </div>
    </div>
  );
}

function copied(week: WeekHours, from: Day, days: readonly Day[]): WeekHours {
  const slots = week[from];
  return { ...week, ...Object.fromEntries(days.map((day) => [day, slots.map((slot) => ({ ...slot }))])) };
}

function lastOpenSlot(week: WeekHours, before: Day): Slot | undefined {
  return DAYS.slice(0, DAYS.indexOf(before))
    .reverse()
    .map((day) => week[day][0])
    .find((slot) => slot !== undefined);
}

function TypedHours({ onFill, disabled }: { onFill: (week: WeekHours) => void; disabled?: boolean }) {
  const [line, setLine] = useState("");
  const [note, setNote] = useState<string>();
  const noteId = useId();

  function fillIn() {
    const { week, unread } = parseHours(line);
    const isEmpty = JSON.stringify(week) === JSON.stringify(CLOSED_WEEK);
    if (isEmpty) return setNote(W.unreadAll);
    setNote(unread.length > 0 ? W.unread(unread) : undefined);
    onFill(week);
  }

  return (
    <div>
      <div className="flex gap-2">
        <Input
          aria-label={W.typeIt}
          aria-describedby={noteId}
          placeholder={W.typeIt}
          value={line}
          disabled={disabled}
          start={<TextCursorInput aria-hidden />}
          onChange={(event) => setLine(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault(); // Enter fills in; it must not send the form
            fillIn();
          }}
        />
        <Button className="h-9 touch:h-11" onClick={fillIn} disabled={disabled || line.trim() === ""}>
          {W.fillIn}
        </Button>
      </div>
      <p id={noteId} aria-live="polite" className={cn("text-12 text-bell", note && "mt-1.5")}>
        {note}
      </p>
    </div>
  );
}

type DayRowProps = {
  day: Day;
  slots: readonly Slot[];
  errors: HoursErrors;
  disabled?: boolean;
  onSlots: (slots: Slot[]) => void;
  onCopy: (days: readonly Day[]) => void;
  onOpen: () => void;
};

function DayRow({ day, slots, errors, disabled, onSlots, onCopy, onOpen }: DayRowProps) {
  const isOpen = slots.length > 0;
  const isLate = slots.some(isPastMidnight);
  const messages = Object.entries(errors).filter(([place]) => place === day || place.startsWith(`${day}.`));
  const replace = (index: number, slot: Slot) => onSlots(slots.map((old, at) => (at === index ? slot : old)));

  return (
    <div
      data-day={day}
      className={cn(
        "grid grid-cols-[38px_34px_minmax(0,1fr)] items-center gap-x-2 gap-y-1 px-3 py-2 first:rounded-t-[9px] last:rounded-b-[9px] desk:grid-cols-[42px_46px_minmax(0,1fr)_184px_auto]",
        isLate && "bg-move-soft",
      )}
    >
      <Switch
        checked={isOpen}
        disabled={disabled}
        aria-label={W.isOpen(day)}
        onCheckedChange={(next) => (next ? onOpen() : onSlots([]))}
      />
      <span className={cn("font-control", !isOpen && "text-ink-3")}>{shortDay(day)}</span>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        {isOpen ? null : <span className="text-ink-3">{W.closed}</span>}
        {slots.map((slot, index) => (
          <SlotInputs
            key={index}
            day={day}
            index={index}
            slot={slot}
            errors={errors}
            disabled={disabled}
            onChange={(next) => replace(index, next)}
            onRemove={slots.length > 1 ? () => onSlots(slots.filter((_, at) => at !== index)) : undefined}
          />
        ))}
        <span className="ml-auto flex desk:hidden">
          <DayTools day={day} slots={slots} disabled={disabled} onSlots={onSlots} onCopy={onCopy} onOpen={onOpen} />
        </span>
      </div>
      <span className="hidden desk:block">
        <HoursBar slots={slots} />
      </span>
      <span className="hidden desk:flex">
        <DayTools day={day} slots={slots} disabled={disabled} onSlots={onSlots} onCopy={onCopy} onOpen={onOpen} />
      </span>
      {messages.length > 0 ? (
        <p id={`hours-${day}-error`} className="col-span-full text-12 text-fail">
          {[...new Set(messages.map(([, message]) => message))].join(". ")}
        </p>
      ) : null}
    </div>
  );
}

function DayTools({ day, slots, disabled, onSlots, onCopy, onOpen }: Omit<DayRowProps, "errors">) {
  const at = DAYS.indexOf(day);
  const isFull = slots.length >= MAX_SLOTS_A_DAY;
  const last = slots.at(-1);
  return (
    <>
      <Tooltip text={W.addSlot(day)}>
        <Button
          look="ghost"
          size="icon"
          className="size-[29px]"
          aria-label={W.addSlot(day)}
          disabled={disabled || isFull}
          onClick={() => (last ? onSlots([...slots, { open: last.close, close: "22:00" }]) : onOpen())}
        >
          <Plus aria-hidden />
        </Button>
      </Tooltip>
      <Menu
        trigger={
          <Button
            look="ghost"
            size="icon"
            className="size-[29px]"
            aria-label={W.copyDay(day)}
            title={W.copyDay(day)}
            disabled={disabled}
          >
            <Copy aria-hidden />
          </Button>
        }
      >
        <MenuLabel>{W.copyDay(day)}</MenuLabel>
        <MenuItem onSelect={() => onCopy(DAYS)}>{W.wholeWeek}</MenuItem>
        {at < DAYS.length - 1 ? <MenuItem onSelect={() => onCopy(DAYS.slice(at + 1))}>{W.restOfWeek}</MenuItem> : null}
        <MenuLine />
        {DAYS.filter((other) => other !== day).map((other) => (
          <MenuItem key={other} onSelect={() => onCopy([other])}>
            {other}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

type SlotInputsProps = {
  day: Day;
  index: number;
  slot: Slot;
  errors: HoursErrors;
  disabled?: boolean;
  onChange: (slot: Slot) => void;
  onRemove?: () => void;
};

function SlotInputs({ day, index, slot, errors, disabled, onChange, onRemove }: SlotInputsProps) {
  const isWrong = (end: "open" | "close") => Boolean(errors[`${day}.${index}.${end}`] ?? errors[`${day}.${index}`]);
  return (
    <span className="group/slot relative flex flex-wrap items-center gap-x-1.5">
      <TimeInput
        label={W.opens(day, index + 1)}
        value={slot.open}
        disabled={disabled}
        isWrong={isWrong("open")}
        errorId={`hours-${day}-error`}
        onChange={(open) => onChange({ ...slot, open })}
      />
      <span className="text-13 text-ink-3">{W.to}</span>
      <TimeInput
        label={W.closes(day, index + 1)}
        value={slot.close}
        disabled={disabled}
        isWrong={isWrong("close")}
        errorId={`hours-${day}-error`}
        onChange={(close) => onChange({ ...slot, close })}
      />
      {isPastMidnight(slot) ? (
        <span className="flex items-center gap-1 text-12 font-control text-move [&_svg]:size-3">
          <Moon aria-hidden />
          {shortDay(dayAfter(day))}
        </span>
      ) : null}
      {onRemove ? (
        <button
          type="button"
          aria-label={W.removeSlot(day)}
          title={W.removeSlot(day)}
          disabled={disabled}
          onClick={onRemove}
          className="grid size-6 place-items-center text-ink-3 transition-opacity duration-120 hover:text-ink touch:h-11 touch:w-7 desk:not-touch:absolute desk:not-touch:-top-3 desk:not-touch:-right-3 desk:not-touch:opacity-0 desk:not-touch:group-hover/slot:opacity-100 desk:not-touch:group-focus-within/slot:opacity-100"
        >
          <span className="grid size-4 place-items-center rounded-full border border-line-2 bg-card [&_svg]:!size-3">
            <X aria-hidden />
          </span>
        </button>
      ) : null}
    </span>
  );
}

type TimeInputProps = {
  label: string;
  value: string;
  disabled?: boolean;
  isWrong: boolean;
  errorId: string;
  onChange: (time: string) => void;
};

function TimeInput({ label, value, disabled, isWrong, errorId, onChange }: TimeInputProps) {
  return (
    <input
      aria-label={label}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? errorId : undefined}
      inputMode="text"
      autoComplete="off"
      maxLength={8}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
      onBlur={(event) => onChange(tidyTime(event.target.value))}
      className="h-8 w-14 rounded-control border border-control bg-card text-center text-14 transition-colors duration-120 touch:h-11 touch:w-14 aria-[invalid=true]:border-fail-solid disabled:bg-well disabled:text-ink-3"
    />
  );
}

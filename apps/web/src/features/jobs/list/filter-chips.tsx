"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/features/session/me";
import { dateWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { type JobFilters, type SetFilters, statusWord } from "../job-filters";
import { useJobTitle } from "../job-titles";
import { OPENED_WORDS as W } from "./opened-words";

type FilterChipsProps = { filters: JobFilters; onChange: SetFilters };

/** Each filter as a sentence that can be taken away. Loaded where there is one. */
export default function FilterChips({ filters, onChange }: FilterChipsProps) {
  const { status, type, restaurant, by, within, from, to, group } = filters;
  const jobTitle = useJobTitle();
  return (
    <>
      {status.length > 0 ? (
        <Chip name={W.status} value={orWords(status.map(statusWord))} onRemove={() => onChange({ status: [] })} />
      ) : null}
      {type.length > 0 ? (
        <Chip name={W.job} value={orWords(type.map(jobTitle))} onRemove={() => onChange({ type: [] })} />
      ) : null}
      {within ? (
        <Chip name={W.updated} verb="in" value={W.within[within]} onRemove={() => onChange({ within: null })} />
      ) : null}
      {from || to ? (
        <Chip
          name={W.updated}
          verb=""
          value={daysWords(from, to)}
          onRemove={() => onChange({ from: null, to: null })}
        />
      ) : null}
      {by.length > 0 ? <PeopleChip ids={by} onRemove={() => onChange({ by: [] })} /> : null}
      {restaurant.length > 0 ? (
        <RestaurantsChip ids={restaurant} onRemove={() => onChange({ restaurant: [] })} />
      ) : null}
      {group ? <Chip name={W.group} verb="" value="" onRemove={() => onChange({ group: null })} /> : null}
    </>
  );
}

function PeopleChip({ ids, onRemove }: { ids: readonly string[]; onRemove: () => void }) {
  const me = useMe();
  const people = trpc.people.list.useQuery().data ?? [];
  const names = ids.map((id) =>
    id === me.person.id ? W.me.toLowerCase() : (people.find((person) => person.id === id)?.name ?? "a program"),
  );
  return <Chip name={W.askedBy} verb="" value={orWords(names)} onRemove={onRemove} />;
}

function RestaurantsChip({ ids, onRemove }: { ids: readonly string[]; onRemove: () => void }) {
  const [first = ""] = ids;
  const name = trpc.restaurants.read.useQuery({ id: first }, { enabled: first !== "" }).data?.name ?? "…";
  return (
    <Chip name={W.restaurant} value={ids.length > 1 ? `${name} or ${ids.length - 1} more` : name} onRemove={onRemove} />
  );
}

type ChipProps = { name: string; verb?: string; value: string; onRemove: () => void };

function Chip({ name, verb = "is", value, onRemove }: ChipProps): ReactNode {
  return (
    <span className="target flex h-[34px] max-w-full items-center gap-1 rounded-control border border-line-2 bg-card pl-3 text-13 text-ink-2">
      <span className="truncate">
        {name} {verb} <b className="font-heading text-ink">{value}</b>
      </span>
      <button
        type="button"
        aria-label={`Remove the filter ${name} ${value}`}
        onClick={onRemove}
        className="grid size-[30px] shrink-0 place-items-center rounded-cell text-ink-3 hover:text-ink touch:size-11 [&_svg]:size-3.5"
      >
        <X aria-hidden />
      </button>
    </span>
  );
}

function orWords(values: readonly string[]): string {
  if (values.length < 2) return values.join("");
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

function daysWords(from: Date | null, to: Date | null): string {
  const day = (date: Date) => dateWords(date, "UTC");
  return [from ? W.since(day(from)) : "", to ? W.until(day(to)) : ""].filter(Boolean).join(" ");
}

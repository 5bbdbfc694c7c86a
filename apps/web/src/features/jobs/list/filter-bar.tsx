"use client";
import { JOB_TYPES } from "@pumpd/automations/definitions";
import { STATE_WORDS } from "@pumpd/model/words";
import { Download, ListFilter, Search, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { useMe } from "@/features/session/me";
import { dateWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { type JobFilters, jobListAddress, STATUS_FILTERS, WITHIN } from "../job-filters";
import { jobTitle } from "../job-type";
import { JOB_WORDS } from "../words";
import { ChooseDays } from "./choose-days";
import { ChooseRestaurants } from "./choose-restaurants";
import { LIST_WORDS as W } from "./words";

export type SetFilters = (next: Partial<JobFilters>) => void;
type FilterBarProps = { filters: JobFilters; onChange: SetFilters };
/** For a key that opens the menu. */
export const FILTER_BUTTON_ID = "filter-button";

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

/** Search and filters, said as sentences that can be taken away; several values of one field are alternatives. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const [asked, setAsked] = useState<"restaurants" | "days">();
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 desk:px-8">
      <Input
        type="search"
        aria-label={JOB_WORDS.search}
        placeholder={JOB_WORDS.search}
        className="w-full desk:w-[312px]"
        start={<Search aria-hidden />}
        value={filters.q}
        maxLength={120}
        onChange={(event) => onChange({ q: event.target.value })}
      />
      <Chips filters={filters} onChange={onChange} />
      <FilterMenu filters={filters} onChange={onChange} onAsk={setAsked} />
      <a
        href={jobListAddress("/api/jobs.csv", filters)}
        download
        aria-label={W.csvLabel}
        className="target ml-auto flex h-[34px] items-center gap-2 rounded-control px-3.5 text-14 font-control text-ink-2 hover:bg-hover hover:text-ink"
      >
        <Download aria-hidden />
        {W.csv}
      </a>
      <ChooseRestaurants
        isOpen={asked === "restaurants"}
        onClose={() => setAsked(undefined)}
        chosen={filters.restaurant}
        onChoose={(restaurant) => onChange({ restaurant })}
      />
      <ChooseDays
        isOpen={asked === "days"}
        onClose={() => setAsked(undefined)}
        days={filters}
        onChoose={(days) => onChange({ ...days, within: null })}
      />
    </div>
  );
}

function FilterMenu({ filters, onChange, onAsk }: FilterBarProps & { onAsk: (what: "restaurants" | "days") => void }) {
  const me = useMe();
  const people = trpc.people.list.useQuery().data ?? [];
  const others = people.filter(({ id }) => id !== me.person.id);
  return (
    <Menu
      align="start"
      trigger={
        <Button look="ghost" id={FILTER_BUTTON_ID}>
          <ListFilter aria-hidden />
          {W.filter}
        </Button>
      }
    >
      <MenuLabel>{W.status}</MenuLabel>
      {STATUS_FILTERS.map((status) => (
        <MenuChoice
          key={status}
          isChosen={filters.status.includes(status)}
          onSelect={keepOpen(() => onChange({ status: toggled(filters.status, status) }))}
        >
          {statusWord(status)}
        </MenuChoice>
      ))}
      <MenuLabel>{W.job}</MenuLabel>
      {JOB_TYPES.map((type) => (
        <MenuChoice
          key={type}
          isChosen={filters.type.includes(type)}
          onSelect={keepOpen(() => onChange({ type: toggled(filters.type, type) }))}
        >
          {jobTitle(type)}
        </MenuChoice>
      ))}
      <MenuLabel>{W.updated}</MenuLabel>
      {WITHIN.map((within) => (
        <MenuChoice
          key={within}
          isChosen={filters.within === within}
          onSelect={() => onChange({ within: filters.within === within ? null : within, from: null, to: null })}
        >
          {W.inLast(W.within[within])}
        </MenuChoice>
      ))}
      <MenuItem onSelect={() => onAsk("days")}>{W.chooseDays}…</MenuItem>
      <MenuLabel>{W.askedBy}</MenuLabel>
      {[{ id: me.person.id, name: W.me }, ...others].map(({ id, name }) => (
        <MenuChoice
          key={id}
          isChosen={filters.by.includes(id)}
          onSelect={keepOpen(() => onChange({ by: toggled(filters.by, id) }))}
        >
          {name}
        </MenuChoice>
      ))}
      <MenuLabel>{W.restaurant}</MenuLabel>
      <MenuItem onSelect={() => onAsk("restaurants")}>{W.chooseRestaurants}…</MenuItem>
    </Menu>
  );
}

/** Several values are chosen in one visit. */
function keepOpen(choose: () => void) {
  return (event: Event) => {
    event.preventDefault();
    choose();
  };
}

function Chips({ filters, onChange }: FilterBarProps) {
  const { status, type, restaurant, by, within, from, to, group } = filters;
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

function statusWord(status: (typeof STATUS_FILTERS)[number]): string {
  return STATE_WORDS[status === "pending" ? "waiting" : status].word;
}

"use client";
import { Download, ListFilter, Search, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { useMe } from "@/features/session/me";
import { later } from "@/lib/later";
import { dateWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { type JobFilters, jobListAddress, type SetFilters, statusWord } from "../job-filters";
import { useJobTitle } from "../job-titles";
import { JOB_WORDS } from "../words";
import type { FilterItemsProps } from "./filter-items";
import { LIST_WORDS as W } from "./words";

const FilterItems = later(() => import("./filter-items"));
const ChooseDays = later(() => import("./choose-days"));
const ChooseRestaurants = later(() => import("./choose-restaurants"));

type FilterBarProps = { filters: JobFilters; onChange: SetFilters };
/** For a key that opens the menu. */
export const FILTER_BUTTON_ID = "filter-button";

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
      {asked === "restaurants" ? (
        <ChooseRestaurants
          onClose={() => setAsked(undefined)}
          chosen={filters.restaurant}
          onChoose={(restaurant) => onChange({ restaurant })}
        />
      ) : null}
      {asked === "days" ? (
        <ChooseDays
          onClose={() => setAsked(undefined)}
          days={filters}
          onChoose={(days) => onChange({ ...days, within: null })}
        />
      ) : null}
    </div>
  );
}

function FilterMenu(props: FilterItemsProps) {
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
      <FilterItems {...props} />
    </Menu>
  );
}

function Chips({ filters, onChange }: FilterBarProps) {
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

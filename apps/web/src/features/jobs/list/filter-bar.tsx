"use client";
import { Download, ListFilter, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { later } from "@/lib/later";
import { type JobFilters, jobListAddress, type SetFilters } from "../job-filters";
import { JOB_WORDS } from "../words";
import type { FilterItemsProps } from "./filter-items";
import { LIST_WORDS as W } from "./words";

const FilterChips = later(() => import("./filter-chips"));
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
      {hasChips(filters) ? <FilterChips filters={filters} onChange={onChange} /> : null}
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

function hasChips({ status, type, restaurant, by, within, from, to, group }: JobFilters): boolean {
  return [status, type, restaurant, by].some((values) => values.length > 0) || Boolean(within || from || to || group);
}

"use client";
import { MenuChoice, MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import { useMe } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { type JobFilters, type SetFilters, STATUS_FILTERS, statusWord, WITHIN } from "../job-filters";
import { useJobTypes } from "../job-titles";
import { OPENED_WORDS as W } from "./opened-words";

export type FilterItemsProps = {
  filters: JobFilters;
  onChange: SetFilters;
  onAsk: (what: "restaurants" | "days") => void;
};

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

export default function FilterItems({ filters, onChange, onAsk }: FilterItemsProps) {
  const me = useMe();
  const people = trpc.people.list.useQuery().data ?? [];
  const others = people.filter(({ id }) => id !== me.person.id);
  return (
    <>
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
      {useJobTypes().map(({ type, title }) => (
        <MenuChoice
          key={type}
          isChosen={filters.type.includes(type)}
          onSelect={keepOpen(() => onChange({ type: toggled(filters.type, type) }))}
        >
          {title}
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
    </>
  );
}

/** Several values are chosen in one visit. */
function keepOpen(choose: () => void) {
  return (event: Event) => {
    event.preventDefault();
    choose();
  };
}

"use client";
import { useState } from "react";
import type { JobFilter, JobRow } from "@/features/answers";

/** Ticked rows, or the rule: everything in this view, also what is not shown. */
export type Chosen = { kind: "rows"; rows: JobRow[] } | { kind: "rule"; rule: JobFilter };

export type Selection = {
  chosen: Chosen | undefined;
  isTicked: (id: string) => boolean;
  /** a range reaches from the row ticked before to this one */
  tick: (id: string, how: { isRange: boolean }) => void;
  tickShown: () => void;
  chooseRule: () => void;
  clear: () => void;
};

/** @param key another list is another selection */
export function useSelection({
  rows,
  rule,
  key,
}: {
  rows: readonly JobRow[];
  rule: JobFilter;
  key: string;
}): Selection {
  const [state, setState] = useState(() => nothingOf(key));
  const { ids, isRule, last } = state.key === key ? state : nothingOf(key);
  const change = (next: Partial<Omit<State, "key">>) => setState({ key, ids, isRule: false, last, ...next });
  // A row that has left the list is no longer part of what is acted upon.
  const ticked = rows.filter((row) => ids.has(row.id));

  function tick(id: string, { isRange }: { isRange: boolean }) {
    const next = new Set(ids);
    const isOn = !ids.has(id);
    for (const one of isRange && last ? between(rows, last, id) : [id]) {
      if (isOn) next.add(one);
      else next.delete(one);
    }
    change({ ids: next, last: id });
  }

  return {
    chosen: isRule ? { kind: "rule", rule } : ticked.length > 0 ? { kind: "rows", rows: ticked } : undefined,
    isTicked: (id) => isRule || ids.has(id),
    tick,
    tickShown: () =>
      change({ ids: ticked.length === rows.length ? new Set() : new Set(rows.map((row) => row.id)), last: undefined }),
    chooseRule: () => change({ isRule: true }),
    clear: () => change({ ids: new Set(), last: undefined }),
  };
}

type State = { key: string; ids: ReadonlySet<string>; isRule: boolean; last: string | undefined };
const nothingOf = (key: string): State => ({ key, ids: new Set(), isRule: false, last: undefined });

function between(rows: readonly JobRow[], one: string, other: string): string[] {
  const places = [one, other].map((id) => rows.findIndex((row) => row.id === id));
  if (places.includes(-1)) return [other];
  return rows.slice(Math.min(...places), Math.max(...places) + 1).map((row) => row.id);
}

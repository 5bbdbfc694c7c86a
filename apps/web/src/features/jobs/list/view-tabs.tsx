"use client";
import { BookmarkPlus, Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { Count } from "@/components/ui/pill";
import { toast } from "@/components/ui/toast";
import type { JobFilter, SavedView } from "@/features/answers";
import { useMe } from "@/features/session/me";
import { later } from "@/lib/later";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { filtersOf, isSameRule, type JobFilters, jobRule, VIEWS } from "../job-filters";
import { JOB_WORDS } from "../words";
import { LIST_WORDS as W } from "./words";

const SaveView = later(() => import("./save-view"));

type ViewTabsProps = { filters: JobFilters; onChoose: (filters: JobFilters) => void };

/** The views everybody has, then a person's own. */
export function ViewTabs({ filters, onChoose }: ViewTabsProps) {
  const me = useMe();
  const counts = trpc.jobs.counts.useQuery().data;
  const saved: SavedView[] = trpc.views.list.useQuery().data ?? [];
  const rule = jobRule(filters);
  const countOf: Partial<Record<string, number>> = { needs_you: counts?.needsYou, given_up: counts?.givenUp };
  const own: { name: string; rule: JobFilter }[] = [
    { name: W.mine, rule: { people: [me.person.id] } },
    ...saved.map(({ name, filters }) => ({ name, rule: filters })),
  ];
  const isOwn = own.some((view) => isSameRule(view.rule, rule));
  const current = saved.find((view) => isSameRule(view.filters, rule));
  return (
    <nav
      aria-label="Views"
      className="flex items-center gap-5 overflow-x-auto border-b border-line-2/70 px-4 desk:px-8"
    >
      {VIEWS.map((view) => (
        <Tab
          key={view}
          isCurrent={!isOwn && view === filters.view}
          onChoose={() => onChoose(filtersOf({ view }))}
          count={countOf[view]}
        >
          {JOB_WORDS.views[view]}
        </Tab>
      ))}
      {own.map((view) => (
        <Tab key={view.name} isCurrent={isSameRule(view.rule, rule)} onChoose={() => onChoose(filtersOf(view.rule))}>
          {view.name}
        </Tab>
      ))}
      {current ? <ViewMenu view={current} /> : null}
      {isOwn || isSameRule({ ...rule, view: undefined }, {}) ? null : <SaveViewButton rule={rule} />}
    </nav>
  );
}

type TabProps = { isCurrent: boolean; onChoose: () => void; count?: number; children: ReactNode };

function Tab({ isCurrent, onChoose, count, children }: TabProps) {
  return (
    <button
      type="button"
      aria-pressed={isCurrent}
      onClick={onChoose}
      className="-mb-px flex h-[42px] shrink-0 items-center gap-2 border-b-2 border-transparent px-0.5 text-14 whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink aria-pressed:border-act aria-pressed:font-heading aria-pressed:text-ink touch:h-12"
    >
      {children}
      {count ? <Count n={count} /> : null}
    </button>
  );
}

function ViewMenu({ view }: { view: SavedView }) {
  const utils = trpc.useUtils();
  const after = {
    onSuccess: () => void utils.views.list.invalidate(),
    onError: (error: unknown) => void toast(problemWords(error, "Your views are as they were.")),
  };
  const remove = trpc.views.remove.useMutation(after);
  const setDefault = trpc.views.setDefault.useMutation(after);
  return (
    <Menu
      align="start"
      trigger={
        <Button look="ghost" size="icon" aria-label={W.viewMenu} className="-ml-4 shrink-0">
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => setDefault.mutate({ name: view.isDefault ? null : view.name })}>
        {view.isDefault ? W.openHereNoMore : W.openHere}
      </MenuItem>
      <MenuItem onSelect={() => remove.mutate({ name: view.name })}>{W.removeView}</MenuItem>
    </Menu>
  );
}

function SaveViewButton({ rule }: { rule: JobFilter }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="ghost" size="row" className="shrink-0" onClick={() => setIsAsking(true)}>
        <BookmarkPlus aria-hidden />
        {W.saveView}
      </Button>
      {isAsking ? <SaveView rule={rule} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

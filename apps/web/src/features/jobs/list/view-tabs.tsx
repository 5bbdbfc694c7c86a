"use client";
import { BookmarkPlus, Ellipsis } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Count } from "@/components/ui/pill";
import type { JobFilter, SavedView } from "@/features/answers";
import { useMe } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { filtersOf, isSameRule, type JobFilters, jobRule, VIEWS } from "../job-filters";
import { JOB_WORDS } from "../words";
import { LIST_WORDS as W } from "./words";

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
      {isOwn || isSameRule({ ...rule, view: undefined }, {}) ? null : <SaveView rule={rule} />}
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

function SaveView({ rule }: { rule: JobFilter }) {
  const utils = trpc.useUtils();
  const nameId = useId();
  const [name, setName] = useState<string>();
  const save = trpc.views.save.useMutation({
    onSuccess: async (_, saved) => {
      await utils.views.list.invalidate();
      setName(undefined);
      toast(W.viewSaved(saved.name));
    },
    onError: (error) => void toast(problemWords(error, "The view was not kept.")),
  });
  const trimmed = name?.trim() ?? "";
  return (
    <>
      <Button look="ghost" size="row" className="shrink-0" onClick={() => setName("")}>
        <BookmarkPlus aria-hidden />
        {W.saveView}
      </Button>
      <Dialog
        open={name !== undefined}
        onOpenChange={(open) => !open && setName(undefined)}
        title={W.saveViewTitle}
        description={W.saveViewText}
      >
        <form
          className="flex items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (trimmed !== "") save.mutate({ name: trimmed, filters: rule });
          }}
        >
          <span className="flex-1">
            <Label htmlFor={nameId}>{W.viewName}</Label>
            <Input id={nameId} value={name ?? ""} maxLength={40} onChange={(event) => setName(event.target.value)} />
          </span>
          <Button look="primary" type="submit" disabled={trimmed === "" || save.isPending}>
            {W.save}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

"use client";
import { STATE_WORDS } from "@pumpd/model/words";
import { Command } from "cmdk";
import { FileUp, Keyboard, type LucideIcon, Plus, ReceiptText, Search, Store, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { JobRow, RestaurantRow } from "@/features/answers";
import { MAIN_NAV, MORE_NAV } from "@/features/frame/nav";
import { useJobTitle, useJobTypes } from "@/features/jobs/job-titles";
import { useMay } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { useSettled } from "@/lib/use-settled";
import { splitQuery } from "./split-query";
import { PALETTE_WORDS as W } from "./words";

type PaletteProps = { onClose: () => void; onKeys: () => void; onTheme: () => void };

const SETTLE_MS = 150;
const MOST = 5;
const MOST_STARTS = 6;

/** Everything there is by name: pages, restaurants, jobs by id, and each job that can be started for a restaurant. */
export default function Palette({ onClose, onKeys, onTheme }: PaletteProps) {
  const router = useRouter();
  const mayStart = useMay("operator").may;
  const jobTitle = useJobTitle();
  const [q, setQ] = useState("");
  const found = useFound(useSettled(q, SETTLE_MS));
  const go = (href: string) => () => {
    onClose();
    router.push(href);
  };
  const does = (act: () => void) => () => {
    onClose();
    act();
  };
  const isTyped = q.trim() !== "";
  const doings = [
    ...(mayStart
      ? [
          { label: W.add, icon: Plus, onSelect: go("/restaurants/new") },
          { label: W.importCsv, icon: FileUp, onSelect: go("/restaurants/import") },
        ]
      : []),
    { label: W.keys, icon: Keyboard, onSelect: does(onKeys) },
    { label: W.theme, icon: SunMoon, onSelect: does(onTheme) },
  ].filter(({ label }) => fits(label, q));
  const pages = [...MAIN_NAV, ...MORE_NAV].filter(({ label }) => fits(label, q));

  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label={W.label}
      shouldFilter={false}
      overlayClassName="fixed inset-0 z-40 bg-[oklch(0.2_0.02_228/.42)] dark:bg-[oklch(0.1_0.01_232/.62)]"
      contentClassName="fixed inset-x-3 top-[8dvh] z-50 mx-auto max-w-[640px] animate-arrive overflow-hidden rounded-bar border border-line-2 bg-card shadow-3 outline-none"
    >
      <div className="flex items-center gap-3 border-b border-line-2 px-4">
        <Search aria-hidden className="text-ink-3" />
        <Command.Input
          value={q}
          onValueChange={setQ}
          maxLength={120}
          placeholder={W.placeholder}
          className="h-12 min-w-0 flex-1 bg-transparent text-16 outline-none placeholder:text-ink-3"
        />
      </div>
      <Command.List className="max-h-[60dvh] overflow-y-auto p-1.5">
        {mayStart && isTyped && found.starts.length > 0 ? (
          <Group heading={W.start}>
            {found.starts.map(({ type, restaurant }) => (
              <Line
                key={`${type} ${restaurant.id}`}
                value={`start ${type} ${restaurant.id}`}
                icon={ReceiptText}
                onSelect={go(`/restaurants/${restaurant.id}/start/${type}`)}
                note={restaurant.name}
              >
                {jobTitle(type)}
              </Line>
            ))}
          </Group>
        ) : null}
        <Group heading={W.goTo}>
          {isTyped
            ? found.restaurants.map((one) => (
                <Line
                  key={one.id}
                  value={`restaurant ${one.id}`}
                  icon={Store}
                  onSelect={go(`/restaurants/${one.id}`)}
                  note={W.restaurantNote(one.address, one.upstreamId !== null)}
                >
                  <span className="voice-place text-16">{one.name}</span>
                </Line>
              ))
            : null}
          {isTyped
            ? found.jobs.map((one) => (
                <Line
                  key={one.id}
                  value={`job ${one.id}`}
                  icon={ReceiptText}
                  onSelect={go(`/jobs/${one.shortId}`)}
                  note={STATE_WORDS[one.state].word}
                >
                  {jobTitle(one.type)}, {one.restaurant.name}{" "}
                  <span className="voice-machine text-12 text-ink-3">{one.shortId}</span>
                </Line>
              ))
            : null}
          {pages.map((page) => (
            <Line key={page.href} value={`page ${page.href}`} icon={page.icon} onSelect={go(page.href)}>
              {page.label}
            </Line>
          ))}
        </Group>
        {doings.length > 0 ? (
          <Group heading={W.doIt}>
            {doings.map((one) => (
              <Line key={one.label} value={one.label} icon={one.icon} onSelect={one.onSelect}>
                {one.label}
              </Line>
            ))}
          </Group>
        ) : null}
        <Command.Empty className="px-3 py-6 text-center text-13 text-ink-2">
          {found.isAway ? W.away : found.isLooking ? W.looking : W.none(q.trim())}
          {found.isAway || found.isLooking ? null : <span className="block text-ink-3">{W.noneHint}</span>}
        </Command.Empty>
      </Command.List>
      {isTyped ? null : <p className="border-t border-line px-4 py-2.5 text-12 text-ink-3">{W.hint}</p>}
    </Command.Dialog>
  );
}

type Found = {
  restaurants: RestaurantRow[];
  jobs: JobRow[];
  starts: { type: string; restaurant: RestaurantRow }[];
  isLooking: boolean;
  isAway: boolean;
};

function useFound(q: string): Found {
  const { types, place } = splitQuery(q, useJobTypes());
  const enabled = place !== "";
  const kept = { enabled, placeholderData: <T,>(old: T) => old };
  const restaurants = trpc.restaurants.list.useQuery({ q: place, limit: MOST }, kept);
  const jobs = trpc.jobs.list.useQuery({ q: place, limit: MOST }, kept);
  const places = enabled ? (restaurants.data?.rows ?? []) : [];
  return {
    restaurants: places,
    jobs: enabled ? (jobs.data?.rows ?? []) : [],
    starts: places.flatMap((restaurant) => types.map((type) => ({ type, restaurant }))).slice(0, MOST_STARTS),
    isLooking: enabled && (restaurants.isFetching || jobs.isFetching),
    isAway: enabled && restaurants.isError,
  };
}

function fits(text: string, q: string): boolean {
  return text.toLowerCase().includes(q.trim().toLowerCase());
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-control [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

type LineProps = { value: string; icon: LucideIcon; onSelect: () => void; note?: string; children: ReactNode };

function Line({ value, icon: Icon, onSelect, note, children }: LineProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="target flex cursor-default items-center gap-3 rounded-control px-3 py-2 text-14 select-none data-[selected=true]:bg-hover touch:py-3"
    >
      <Icon aria-hidden className="text-ink-2" />
      <span className="min-w-0 truncate">{children}</span>
      {note ? <span className="min-w-0 flex-1 truncate text-13 text-ink-3">{note}</span> : null}
    </Command.Item>
  );
}

"use client";
import type { Role } from "@pumpd/model";
import { ROLE_WORDS } from "@pumpd/model/words";
import { Menu } from "@/components/ui/dropdown-menu";
import { later } from "@/lib/later";

const PersonItems = later(() => import("./person-items"));

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase();
}

export function PersonMenu({ name, role, onSignOut }: { name: string; role: Role; onSignOut: () => void }) {
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-3 rounded-control px-2 py-1.5 text-left hover:bg-hover"
        >
          <Initials name={name} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-14 font-heading">{name}</span>
            <span className="block text-12 text-ink-3">{ROLE_WORDS[role]}</span>
          </span>
        </button>
      }
    >
      <PersonItems onSignOut={onSignOut} />
    </Menu>
  );
}

export function Initials({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-[30px] shrink-0 place-items-center rounded-full border border-line-2 bg-card text-11 font-heading text-ink-2"
    >
      {initials(name)}
    </span>
  );
}

"use client";
import { ROLE_WORDS } from "@pumpd/model/words";
import { ChevronsUpDown } from "lucide-react";
import { Menu, MenuChoice, MenuLabel } from "@/components/ui/dropdown-menu";
import type { Me } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";
import { FRAME_WORDS } from "./words";

/** Which organisation is on screen. Changing it starts the page anew: nothing of the other one may stay in memory. */
export function OrganisationMenu({ me }: { me: Me }) {
  const change = trpc.me.switchOrganisation.useMutation({ onSuccess: () => window.location.assign("/") });
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-[34px] w-full items-center gap-2.5 rounded-control border border-line-2 bg-card px-2 text-left font-heading shadow-1 hover:bg-hover"
        >
          <span className="sr-only">{FRAME_WORDS.organisation}:</span>
          <Badge name={me.organisation.name} />
          <span className="min-w-0 flex-1 truncate">{me.organisation.name}</span>
          <ChevronsUpDown aria-hidden className="text-ink-3" />
        </button>
      }
    >
      <MenuLabel>{FRAME_WORDS.organisation}</MenuLabel>
      {me.organisations.map((one) => (
        <MenuChoice
          key={one.id}
          isChosen={one.id === me.organisation.id}
          onSelect={() => one.id !== me.organisation.id && change.mutate({ organisationId: one.id })}
        >
          <Badge name={one.name} />
          <span className="min-w-0 flex-1 truncate">{one.name}</span>
          <span className="text-12 text-ink-3">{ROLE_WORDS[one.role]}</span>
        </MenuChoice>
      ))}
    </Menu>
  );
}

function Badge({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-[18px] shrink-0 place-items-center rounded-[4px] border border-line-2 bg-well text-11 font-heading"
    >
      {name.charAt(0).toUpperCase()}
    </span>
  );
}

"use client";
import { ROLES } from "@pumpd/model";
import { ROLE_WORDS } from "@pumpd/model/words";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLine } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Person } from "@/features/answers";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { LinkDialog, type OneTimeLink } from "./link-dialog";
import { TEAM_WORDS as W } from "./words";

/** What an admin can do about one person. Refusals of the server (the last admin) come as a sentence. */
export function PersonActions({ person }: { person: Person }) {
  const { id, name, role, hasAccess } = person;
  const utils = trpc.useUtils();
  const [shown, setShown] = useState<OneTimeLink>();
  const said = (words: string) => ({
    onSuccess: () => {
      toast(words);
      void utils.people.invalidate();
    },
    onError: (error: unknown) => toast(problemWords(error, W.nothing)),
  });
  const setRole = trpc.people.setRole.useMutation();
  const setAccess = trpc.people.setAccess.useMutation();
  const signOut = trpc.people.signOut.useMutation();
  const offer = trpc.people.offerNewPassword.useMutation({
    onSuccess: ({ link }) => setShown({ link, text: W.passwordLinkText(name) }),
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  const access = hasAccess ? "taken" : "given";
  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={W.manage(name)}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {ROLES.filter((other) => other !== role).map((other) => (
          <MenuItem
            key={other}
            onSelect={() => setRole.mutate({ id, role: other }, said(W.roleSet(name, ROLE_WORDS[other])))}
          >
            {W.makeRole(ROLE_WORDS[other])}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => offer.mutate({ id })}>{W.newPassword}</MenuItem>
        <MenuItem onSelect={() => signOut.mutate({ id }, said(W.signedOut(name)))}>{W.signOut}</MenuItem>
        <MenuLine />
        <MenuItem
          onSelect={() => setAccess.mutate({ id, access }, said(hasAccess ? W.accessTaken(name) : W.accessGiven(name)))}
        >
          {hasAccess ? W.takeAccess : W.giveAccess}
        </MenuItem>
      </Menu>
      <LinkDialog shown={shown} onClose={() => setShown(undefined)} />
    </>
  );
}

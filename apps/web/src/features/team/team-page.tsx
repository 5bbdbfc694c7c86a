"use client";
import { ROLE_WORDS } from "@pumpd/model/words";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import type { Invitation, Person } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { useMay, useMe } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { Invite } from "./invite";
import { PersonActions } from "./person-actions";
import { TEAM_WORDS as W } from "./words";

export function TeamPage() {
  const people = trpc.people.list.useQuery();
  const rows: Person[] = people.data ?? [];
  const may = useMay("admin");
  return (
    <>
      <TopBar path={[{ label: W.title }]}>
        <Invite />
      </TopBar>
      <PageBody>
        <h1 className="text-26 font-heading">{W.title}</h1>
        <p className="mt-1 max-w-[70ch] text-ink-2">{W.lead}</p>
        <Card className="mt-5 overflow-hidden" aria-label={W.people}>
          {people.isPending ? <LoadingRows /> : null}
          {people.isError && rows.length === 0 ? <NoAnswer error={people.error} onRetry={people.refetch} /> : null}
          <ul className="divide-y divide-line">
            {rows.map((person) => (
              <PersonLine key={person.id} person={person} isAdmin={may.may} />
            ))}
          </ul>
        </Card>
        {may.may ? <OpenInvitations /> : null}
      </PageBody>
    </>
  );
}

function PersonLine({ person, isAdmin }: { person: Person; isAdmin: boolean }) {
  const me = useMe();
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-5 py-3">
      <div className="min-w-0">
        <p className="truncate font-heading">
          {person.name}
          {person.id === me.person.id ? <span className="ml-2 text-12 text-ink-3">{W.you}</span> : null}
        </p>
        <p className="truncate text-13 text-ink-3">{person.email}</p>
      </div>
      <div className="flex items-center gap-3 text-right">
        <div>
          <p className={person.hasAccess ? "font-control" : "font-control text-bell"}>
            {person.hasAccess ? ROLE_WORDS[person.role] : W.noAccess}
          </p>
          <p className="text-13 text-ink-3">
            {person.lastSeenAt ? (
              <>
                {W.seen} <Time at={person.lastSeenAt} as="ago" />
              </>
            ) : (
              W.neverSeen
            )}
          </p>
        </div>
        {isAdmin ? <PersonActions person={person} /> : null}
      </div>
    </li>
  );
}

function OpenInvitations() {
  const invitations = trpc.people.invitations.useQuery();
  const utils = trpc.useUtils();
  const revoke = trpc.people.revokeInvitation.useMutation({
    onSuccess: () => {
      toast(W.revoked);
      void utils.people.invalidate();
    },
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  const rows: Invitation[] = invitations.data ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h2 className="mt-8 text-18 font-heading">{W.open}</h2>
      <Card className="mt-3 overflow-hidden">
        <ul className="divide-y divide-line">
          {rows.map(({ id, email, role, invitedBy, expiresAt }) => (
            <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 px-5 py-3">
              <div className="min-w-0">
                <p className="truncate font-heading">{email}</p>
                <p className="text-13 text-ink-3">
                  {ROLE_WORDS[role]} · {W.invitedBy(invitedBy)} · {W.endsAt} <Time at={expiresAt} />
                </p>
              </div>
              <Button size="row" disabled={revoke.isPending} onClick={() => revoke.mutate({ id })}>
                {W.revoke}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

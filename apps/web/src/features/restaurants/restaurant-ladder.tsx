"use client";
import { definitions } from "@pumpd/automations/definitions";
import { STATE_WORDS } from "@pumpd/model/words";
import { ArrowRight, CircleCheck, ConciergeBell } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { MayButton } from "@/components/may-button";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { AddAccount } from "@/features/accounts/add-account";
import { PasswordButton } from "@/features/accounts/password-button";
import type { JobRow, RestaurantDetail } from "@/features/answers";
import { DriftCheck } from "@/features/inspections/drift-check";
import { useMay } from "@/features/session/me";
import { Ladder, NextBand, type Rung } from "./ladder";
import { ladderOf, type RungFacts } from "./ladder-of";
import { RESTAURANT_WORDS as W } from "./words";

/** What was seen at the portal, and the one next thing: below on a desk, above on a phone. */
export function RestaurantLadder({ restaurant, newest }: { restaurant: RestaurantDetail; newest: readonly JobRow[] }) {
  const rungs = ladderOf(restaurant, newest);
  return (
    <Card aria-label={W.milestones} className="flex flex-col-reverse overflow-hidden desk:flex-col">
      <div className="border-line max-desk:border-t">
        <Ladder rungs={rungs.map((rung) => rungOf(rung, restaurant))} />
      </div>
      <Next
        restaurant={restaurant}
        isDecision={newest.some((job) => job.id === restaurant.next.jobId && job.status === "needs_review")}
      />
    </Card>
  );
}

function rungOf(facts: RungFacts, { id, account }: RestaurantDetail): Rung {
  return {
    key: facts.type,
    title: facts.title,
    state: facts.state,
    icon: facts.icon,
    lines: facts.state === "ready" && !account ? [W.needsAccount] : linesOf(facts),
    link: facts.state === "ready" && !account ? undefined : linkOf(facts, id),
  };
}

function linesOf(facts: RungFacts): ReactNode[] {
  if (facts.seenAt) {
    return [
      <>
        {W.seen} <Time at={facts.seenAt} as="moment" />
      </>,
      facts.summary ?? (facts.by ? `by ${facts.by}` : null),
    ].filter((line) => line !== null);
  }
  if (facts.job) return [STATE_WORDS[facts.job.state].word];
  return [facts.state === "ready" ? W.ready : W.needsBefore];
}

function linkOf(facts: RungFacts, restaurantId: string): ReactNode {
  const look = "font-control text-act hover:underline";
  if (facts.job) {
    return (
      <Link href={`/jobs/${facts.job.shortId}`} className={look}>
        {W.open} <span className="voice-machine">{facts.job.shortId}</span>
      </Link>
    );
  }
  const start = (words: string) => (
    <Link href={`/restaurants/${restaurantId}/start/${facts.type}`} className={look}>
      {words}
    </Link>
  );
  if (facts.state === "ready") return start(W.startIt);
  if (facts.state !== "seen") return undefined;
  return (
    <span className="flex flex-col items-start gap-1">
      {facts.seenByJobId ? <DriftCheck jobId={facts.seenByJobId} look="link" /> : null}
      {/* What nothing stands before is done once. */}
      {definitions[facts.type].after.length > 0 ? start(W.startAgain) : null}
    </span>
  );
}

function Next({ restaurant, isDecision }: { restaurant: RestaurantDetail; isDecision: boolean }) {
  const { next } = restaurant;
  const may = useMay("operator");
  const isBell = isDecision || restaurant.account?.state === "on_hold";
  return (
    <NextBand
      tone={isBell ? "bell" : "plain"}
      icon={
        isBell ? (
          <ConciergeBell aria-hidden />
        ) : next.kind === "done" ? (
          <CircleCheck aria-hidden />
        ) : (
          <ArrowRight aria-hidden />
        )
      }
      action={<NextButton restaurant={restaurant} whyNot={may.may ? undefined : may.why} />}
    >
      {next.kind === "done" ? null : <b>{W.next}: </b>}
      {next.sentence}
      {may.may || next.kind === "done" || next.kind === "open_job" ? null : (
        <span className="mt-1 block text-13 text-ink-3">{may.why}</span>
      )}
    </NextBand>
  );
}

function NextButton({ restaurant, whyNot }: { restaurant: RestaurantDetail; whyNot: string | undefined }) {
  const { next } = restaurant;
  if (!next.button) return null;
  if (next.kind === "add_account") {
    if (!restaurant.account) return <AddAccount restaurantId={restaurant.id} look="primary" />;
    return <PasswordButton accountId={restaurant.account.id} login={restaurant.account.login} look="primary" />;
  }
  if (next.kind === "open_job" && next.jobId) {
    return (
      <Button look="primary" asChild>
        <Link href={`/jobs/${next.jobId}`}>{next.button}</Link>
      </Button>
    );
  }
  if (whyNot) {
    return (
      <MayButton look="primary" whyNot={whyNot}>
        {next.button}
      </MayButton>
    );
  }
  return (
    <Button look="primary" asChild>
      <Link href={`/restaurants/${restaurant.id}/start/${next.jobType}`}>{next.button}</Link>
    </Button>
  );
}

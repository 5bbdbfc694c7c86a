"use client";
import { type Candidate, compareCandidate, FAILURES, readCandidateLine } from "@pumpd/model";
import { FAILURE_WORDS, STATE_WORDS } from "@pumpd/model/words";
import { Equal, EqualNot } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { MayButton } from "@/components/may-button";
import { Time } from "@/components/time";
import { RadioCard, RadioCards } from "@/components/ui/radio-group";
import { PasswordButton } from "@/features/accounts/password-button";
import type { JobDetail } from "@/features/answers";
import { PinnedAction } from "@/features/frame/top-bar";
import { useMay } from "@/features/session/me";
import { useNow, useZone } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { clockWords } from "@/lib/time";
import { FailureCard } from "../failure-card";
import { portalNow } from "../job-sentence";
import { useJobActions } from "../use-job-actions";
import { lookOf } from "./look-of";
import { proofOf, tellingEffect } from "./proof-of";
import { CHOICES, type Choice, NONE_OF_THESE, REVIEW_WORDS as W } from "./review-words";

/** A person must decide. Nothing is chosen beforehand, and each choice says what it changes at the portal. */
export function ReviewCard({ job }: { job: JobDetail }) {
  const zone = useZone();
  const words = job.failure ? FAILURE_WORDS[job.failure.code] : undefined;
  const about = job.failure?.about ?? {};
  const effect = tellingEffect(job.effects);
  const isPassword = job.failure ? FAILURES[job.failure.code].action === "new_password" : false;
  const card = {
    tone: "bell" as const,
    headline: words?.headline(about) ?? STATE_WORDS.needs_review.meaning,
    sentences: `${portalNow(job)}. ${words?.advice(about) ?? ""}`,
    proof: effect ? proofOf(effect, { clock: (at) => clockWords(new Date(at), zone, true) }) : undefined,
  };

  if (!isPassword || !job.account) return <Decision job={job} card={card} />;
  const password = <PasswordButton accountId={job.account.id} login={job.account.login} look="primary" />;
  return (
    <>
      <FailureCard
        {...card}
        action={<span className="hidden desk:block">{password}</span>}
        promise={W.passwordPromise}
      />
      <PinnedAction>{password}</PinnedAction>
    </>
  );
}

type DecisionProps = {
  job: JobDetail;
  card: Pick<Parameters<typeof FailureCard>[0], "tone" | "headline" | "sentences" | "proof">;
};

function Decision({ job, card }: DecisionProps) {
  const zone = useZone();
  const nowMs = useNow();
  const may = useMay("operator");
  const actions = useJobActions(job.id);
  const [chosen, setChosen] = useState<string>();
  const candidates = candidatesOf(job);
  const linked = candidates.find(({ upstreamId }) => upstreamId === chosen);
  const wordsOf = (one: Choice) => (one === "cancel" && candidates.length > 0 ? NONE_OF_THESE : CHOICES[one]);
  const choice = isChoice(chosen) ? wordsOf(chosen) : undefined;
  const isQuiet = job.quietUntil === null || Date.parse(job.quietUntil) <= nowMs;

  function whyNot(): string | undefined {
    if (!may.may) return may.why;
    if (!chosen) return W.chooseFirst;
    return chosen === "allow_one_more" && !isQuiet ? W.notYet : undefined;
  }
  function decide() {
    if (linked) actions.decide("link", linked.upstreamId);
    else if (isChoice(chosen)) actions.decide(chosen);
  }

  const button = (
    <MayButton look="primary" whyNot={whyNot()} disabled={actions.isBusy} onClick={decide}>
      {linked ? W.link : (choice?.button ?? W.decide)}
    </MayButton>
  );
  return (
    <>
      <FailureCard
        {...card}
        action={<span className="hidden desk:block">{button}</span>}
        promise={linked ? W.linkPromise : (choice?.promise ?? W.nothingYet)}
      >
        <LastLook job={job} />
        <h3 id="decide-title" className="mb-2.5 text-14 font-heading">
          {candidates.length > 0 ? W.isOneOfThese : W.question}
        </h3>
        <RadioCards aria-labelledby="decide-title" value={chosen ?? null} onValueChange={setChosen}>
          {candidates.map((candidate) => (
            <CandidateCard key={candidate.upstreamId} candidate={candidate} input={job.input} />
          ))}
          {choicesOf(candidates).map((one) => (
            <RadioCard key={one} value={one} title={wordsOf(one).title}>
              {one === "allow_one_more" && !isQuiet && job.quietUntil
                ? W.quietUntil(clockWords(new Date(job.quietUntil), zone))
                : wordsOf(one).detail}
            </RadioCard>
          ))}
        </RadioCards>
      </FailureCard>
      <PinnedAction>{button}</PinnedAction>
    </>
  );
}

/** What became of looking, where that was asked for: it did not decide, or it has not ended yet. */
function LastLook({ job }: { job: JobDetail }) {
  const look = lookOf(job.events);
  if (!look) return null;
  return (
    <p role="status" className="mb-4 text-14">
      {look.ended ? W.looked[look.ended.reason] : W.looking}{" "}
      <Link href={`/jobs/${look.shortId}`} className="voice-machine text-act hover:underline">
        {look.shortId}
      </Link>
      {look.ended ? (
        <span className="text-ink-3">
          {" "}
          <Time at={look.ended.at} as="moment" />
        </span>
      ) : null}
    </p>
  );
}

/** One at the portal that could be it: what is the same as asked for, and what differs. */
function CandidateCard({ candidate, input }: { candidate: Candidate; input: JobDetail["input"] }) {
  return (
    <RadioCard
      value={candidate.upstreamId}
      title={
        <>
          <span className="voice-place text-16">{candidate.name}</span>{" "}
          <span className="voice-machine text-12 text-ink-3">{candidate.upstreamId}</span>
        </>
      }
    >
      {[candidate.subdomain, candidate.address].filter(Boolean).join(", ")}
      <span className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5">
        {compareCandidate(candidate, input).map(({ fact, isSame }) => (
          <span
            key={fact}
            className={cn(
              "flex items-center gap-1.5 text-12 [&_svg]:!size-3.5",
              isSame ? "text-ink-3" : "font-control text-bell",
            )}
          >
            {isSame ? <Equal aria-hidden /> : <EqualNot aria-hidden />}
            {W.facts[fact]}
            <span className="sr-only">{isSame ? W.same : W.differs}</span>
          </span>
        ))}
      </span>
    </RadioCard>
  );
}

function candidatesOf({ failure }: JobDetail): Candidate[] {
  const lines = failure?.about.candidates;
  return Array.isArray(lines) ? lines.flatMap((line) => readCandidateLine(line) ?? []) : [];
}

const ALL = Object.keys(CHOICES) as Choice[];

/** Nothing was sent while it was not clear which one it is, so there is nothing to allow once more. */
function choicesOf(candidates: readonly Candidate[]): Choice[] {
  return candidates.length === 0 ? ALL : ["look_again", "cancel"];
}

function isChoice(value: string | undefined): value is Choice {
  return value !== undefined && value in CHOICES;
}

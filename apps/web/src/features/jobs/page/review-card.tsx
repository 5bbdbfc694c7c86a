"use client";
import { FAILURES } from "@pumpd/model";
import { FAILURE_WORDS, STATE_WORDS } from "@pumpd/model/words";
import { useState } from "react";
import { MayButton } from "@/components/may-button";
import { RadioCard, RadioCards } from "@/components/ui/radio-group";
import { PasswordButton } from "@/features/accounts/password-button";
import type { JobDetail } from "@/features/answers";
import { PinnedAction } from "@/features/frame/top-bar";
import { useMay } from "@/features/session/me";
import { useNow, useZone } from "@/lib/clock";
import { clockWords } from "@/lib/time";
import { FailureCard } from "../failure-card";
import { portalNow } from "../job-sentence";
import { useJobActions } from "../use-job-actions";
import { proofOf, tellingEffect } from "./proof-of";
import { CHOICES, type Choice, REVIEW_WORDS as W } from "./review-words";

/** A person must decide. Nothing is chosen beforehand, and each choice says what it changes at the portal. */
export function ReviewCard({ job }: { job: JobDetail }) {
  const zone = useZone();
  const nowMs = useNow();
  const may = useMay("operator");
  const actions = useJobActions(job.id);
  const [chosen, setChosen] = useState<Choice>();
  const words = job.failure ? FAILURE_WORDS[job.failure.code] : undefined;
  const about = job.failure?.about ?? {};
  const effect = tellingEffect(job.effects);
  const clock = (at: string) => clockWords(new Date(at), zone, true);
  const isPassword = job.failure ? FAILURES[job.failure.code].action === "new_password" : false;
  const card = {
    tone: "bell" as const,
    headline: words?.headline(about) ?? STATE_WORDS.needs_review.meaning,
    sentences: `${portalNow(job)}. ${words?.advice(about) ?? ""}`,
    proof: effect ? proofOf(effect, { clock }) : undefined,
  };

  if (isPassword && job.account) {
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

  const isQuiet = job.quietUntil === null || Date.parse(job.quietUntil) <= nowMs;
  const whyNot = !may.may
    ? may.why
    : !chosen
      ? W.chooseFirst
      : chosen === "allow_one_more" && !isQuiet
        ? W.notYet
        : undefined;
  const button = (
    <MayButton
      look="primary"
      whyNot={whyNot}
      disabled={actions.isBusy}
      onClick={() => chosen && actions.decide(chosen)}
    >
      {chosen ? CHOICES[chosen].button : W.decide}
    </MayButton>
  );
  return (
    <>
      <FailureCard
        {...card}
        action={<span className="hidden desk:block">{button}</span>}
        promise={chosen ? CHOICES[chosen].promise : W.nothingYet}
      >
        <h3 id="decide-title" className="mb-2.5 text-14 font-heading">
          {W.question}
        </h3>
        <RadioCards
          aria-labelledby="decide-title"
          value={chosen ?? null}
          onValueChange={(value) => setChosen(value as Choice)}
        >
          {(Object.keys(CHOICES) as Choice[]).map((choice) => (
            <RadioCard key={choice} value={choice} title={CHOICES[choice].title}>
              {choice === "allow_one_more" && !isQuiet && job.quietUntil
                ? W.quietUntil(clockWords(new Date(job.quietUntil), zone))
                : CHOICES[choice].detail}
            </RadioCard>
          ))}
        </RadioCards>
      </FailureCard>
      <PinnedAction>{button}</PinnedAction>
    </>
  );
}

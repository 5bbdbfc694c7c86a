"use client";
import { FAILURES, type Failure } from "@pumpd/model";
import { FAILURE_WORDS, STATE_WORDS } from "@pumpd/model/words";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { MayButton } from "@/components/may-button";
import { PasswordButton } from "@/features/accounts/password-button";
import type { JobDetail } from "@/features/answers";
import { PinnedAction } from "@/features/frame/top-bar";
import { useMay } from "@/features/session/me";
import { useZone } from "@/lib/clock";
import { clockWords } from "@/lib/time";
import { FailureCard } from "../failure-card";
import { portalNow, replacedWords } from "../job-sentence";
import { useJobActions } from "../use-job-actions";
import { JOB_WORDS as W } from "../words";
import { EditAndRun } from "./edit-and-run";
import { OpenReplacement } from "./open-replacement";
import { proofOf, tellingEffect } from "./proof-of";
import { ENDED_WORDS } from "./words";

const TONES: Partial<Record<JobDetail["state"], "bell" | "fail" | "idle">> = {
  failed: "fail",
  timeout: "fail",
  on_hold: "bell",
};

/** Failed, timed out, stopped, held or about to be tried again: what happened, what is at the portal, what to do. */
export function EndedCard({ job }: { job: JobDetail }) {
  const zone = useZone();
  const effect = tellingEffect(job.effects);
  const actions = useEndedActions(job);
  return (
    <>
      <FailureCard
        tone={TONES[job.state] ?? "idle"}
        headline={
          job.failure ? FAILURE_WORDS[job.failure.code].headline(job.failure.about) : headlineWithoutFailure(job)
        }
        sentences={
          <>
            {sentence(job)}
            {job.failure && job.canRetry && !job.replacedBy ? (
              <span className="mt-1 block text-13 text-ink-3">
                {ENDED_WORDS.whoCanFix[FAILURES[job.failure.code].action]}
              </span>
            ) : null}
          </>
        }
        proof={effect ? proofOf(effect, { clock: (at) => clockWords(new Date(at), zone, true) }) : undefined}
        action={actions ? <span className="hidden gap-3 desk:flex">{actions.all}</span> : undefined}
        promise={actions?.promise}
      />
      {actions ? <PinnedAction>{actions.first}</PinnedAction> : null}
    </>
  );
}

function sentence(job: JobDetail): string {
  if (job.state === "replaced") return `${replacedWords(job)}. ${portalNow(job)}.`;
  const advice = job.failure ? FAILURE_WORDS[job.failure.code].advice(job.failure.about) : "";
  return `${portalNow(job)}. ${advice}`;
}

function headlineWithoutFailure(job: JobDetail): string {
  if (job.state === "cancelled") return job.sentCount === 0 ? ENDED_WORDS.stoppedClean : ENDED_WORDS.stoppedSent;
  if (job.state === "on_hold") return job.waitFor ?? STATE_WORDS.on_hold.meaning;
  return STATE_WORDS[job.state].meaning;
}

type EndedActions = { first: ReactNode; all: ReactNode; promise: string };

function useEndedActions(job: JobDetail): EndedActions | undefined {
  const may = useMay("operator");
  const actions = useJobActions(job.id);
  const whyNot = may.may ? undefined : may.why;
  if (job.state === "retrying") {
    const now = (
      <MayButton look="outline" whyNot={whyNot} onClick={actions.retryNow} disabled={actions.isBusy}>
        <RotateCw aria-hidden />
        {W.tryNowJob}
      </MayButton>
    );
    return { first: now, all: now, promise: ENDED_WORDS.retryNowPromise };
  }
  if (job.state === "on_hold" && job.account) {
    const password = <PasswordButton accountId={job.account.id} login={job.account.login} look="primary" />;
    return { first: password, all: password, promise: ENDED_WORDS.releasedPromise };
  }
  if (job.replacedBy) {
    const open = <OpenReplacement shortId={job.replacedBy.shortId} />;
    return { first: open, all: open, promise: ENDED_WORDS.replacedPromise };
  }
  if (!job.canRetry) return undefined;

  const suggests = suggestion(job.failure);
  const retry = (look: "primary" | "outline") => (
    <MayButton
      key="retry"
      look={look}
      whyNot={whyNot}
      onClick={() => actions.retry("resume")}
      disabled={actions.isBusy}
    >
      <RotateCw aria-hidden />
      {W.retry}
    </MayButton>
  );
  if (suggests === "edit_input") {
    const edit = <EditAndRun key="edit" job={job} />;
    return {
      first: edit,
      all: [edit, retry("outline")],
      promise: ENDED_WORDS.editPromise,
    };
  }
  if (suggests === "new_password" && job.account) {
    const password = (
      <PasswordButton key="password" accountId={job.account.id} login={job.account.login} look="primary" />
    );
    return {
      first: password,
      all: [password, retry("outline")],
      promise: ENDED_WORDS.releasedPromise,
    };
  }
  return {
    first: retry("primary"),
    all: retry("primary"),
    promise: ENDED_WORDS.retryPromise,
  };
}

function suggestion(failure: Failure | null) {
  return failure ? FAILURES[failure.code].action : "retry";
}

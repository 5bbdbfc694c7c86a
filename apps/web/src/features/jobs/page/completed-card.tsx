"use client";
import { Equal, EqualNot, ExternalLink } from "lucide-react";
import Link from "next/link";
import { MayButton } from "@/components/may-button";
import { ProofStrip } from "@/components/proof-strip";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { JobDetail } from "@/features/answers";
import { PinnedAction } from "@/features/frame/top-bar";
import { DriftCheck } from "@/features/inspections/drift-check";
import { useMay } from "@/features/session/me";
import { useZone } from "@/lib/clock";
import { clockWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { useJobActions } from "../use-job-actions";
import { JOB_WORDS } from "../words";
import { EditAndRun } from "./edit-and-run";
import { OpenReplacement } from "./open-replacement";
import { proofOf, tellingEffect } from "./proof-of";
import { RetryItems } from "./retry-items";
import { RETRY_WORDS, COMPLETED_WORDS as W } from "./words";

/** What the portal showed when we read it back, each value ours beside the portal's. */
export function CompletedCard({ job }: { job: JobDetail }) {
  const zone = useZone();
  const effect = tellingEffect(job.effects);
  const isInPart = job.state === "needs_look";
  const next = isInPart ? (
    <GoOn job={job} />
  ) : job.replacedBy ? (
    <OpenReplacement shortId={job.replacedBy.shortId} />
  ) : (
    <NextButton restaurantId={job.restaurant.id} />
  );
  return (
    <Card aria-labelledby="completed-title" className="shadow-2">
      <div className="px-5 pt-5 pb-1">
        <h2 id="completed-title" className="text-18 font-heading">
          {headline(job)}
        </h2>
        {isNotSeen(job) ? <p className="mt-1 text-14 text-ink-2">{W.notSeenMore}</p> : null}
        {effect ? (
          <div className="mt-4">
            <ProofStrip proof={proofOf(effect, { clock: (at) => clockWords(new Date(at), zone, true) })} />
          </div>
        ) : null}
        <dl className="mt-4">
          {job.resultRows.map((row) => (
            <ResultLine key={row.label} row={row} />
          ))}
        </dl>
      </div>
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-5 py-3.5">
        <span className="hidden desk:block">{next}</span>
        {isInPart ? <LeaveIt job={job} /> : null}
        {job.links.store ? <OutLink href={job.links.store}>{JOB_WORDS.openStore}</OutLink> : null}
        {job.links.portal ? <OutLink href={job.links.portal}>{JOB_WORDS.openPortal}</OutLink> : null}
      </div>
      <div className="border-t border-line px-5 py-3.5">
        <DriftCheck jobId={job.id} lastLookId={job.drift?.id} />
      </div>
      <PinnedAction>{next}</PinnedAction>
    </Card>
  );
}

/** Only what is left, when it can be named; otherwise the whole request, to be changed first. */
function GoOn({ job }: { job: JobDetail }) {
  return job.remainingCount > 0 ? <RetryItems job={job} /> : <EditAndRun job={job} />;
}

/** Somebody has looked, and what is missing may stay so: it leaves the list of what needs one. */
function LeaveIt({ job }: { job: JobDetail }) {
  const may = useMay("operator");
  const actions = useJobActions(job.id);
  return (
    <MayButton whyNot={may.may ? undefined : may.why} disabled={actions.isBusy} onClick={actions.dismiss}>
      {W.leaveIt}
    </MayButton>
  );
}

/** An inspection that has looked and found nothing: it ended well, and the answer is no. */
function isNotSeen({ mode, result }: JobDetail): boolean {
  return mode === "inspect" && result?.seen === false;
}

function headline(job: JobDetail): string {
  if (isNotSeen(job)) return W.notSeen;
  if (job.outcome === "partial") return job.summary ?? W.inPart;
  return job.state === "completed_by_hand" ? W.byHand : W.readBack;
}

/** The next milestone of the place, once this one is done. */
function NextButton({ restaurantId }: { restaurantId: string }) {
  // What is kept from before the job ended still calls the job itself the next thing.
  const next = trpc.restaurants.read.useQuery({ id: restaurantId }, { refetchOnMount: "always" }).data?.next;
  const isStart = next?.kind === "start" && next.button && next.jobType;
  return (
    <Button look="primary" asChild>
      {isStart ? (
        <Link href={`/restaurants/${restaurantId}/start/${next.jobType}`}>{next.button}</Link>
      ) : (
        <Link href={`/restaurants/${restaurantId}`}>{RETRY_WORDS.openRestaurant}</Link>
      )}
    </Button>
  );
}

function ResultLine({ row }: { row: JobDetail["resultRows"][number] }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-line py-2 desk:grid-cols-[112px_minmax(0,1fr)_auto]">
      <dt className="col-span-full text-13 text-ink-3 desk:col-span-1 desk:text-14">{row.label}</dt>
      <dd className="min-w-0 break-words">
        {row.href ? (
          <a
            href={row.href}
            target="_blank"
            rel="noreferrer"
            className="voice-machine font-control text-act hover:underline"
          >
            {row.portal}
          </a>
        ) : (
          <span className={row.isCode ? "voice-machine" : undefined}>{row.portal}</span>
        )}
        {row.isSame || row.ours === null ? null : <span className="block text-13 text-bell">{W.ours(row.ours)}</span>}
      </dd>
      <dd className="text-13">
        {row.isSame ? (
          <span className="flex items-center gap-2 font-control text-seen [&_svg]:!size-3.5">
            <Equal aria-hidden />
            {JOB_WORDS.same}
          </span>
        ) : (
          <span className="flex items-center gap-2 font-control text-bell [&_svg]:!size-3.5">
            <EqualNot aria-hidden />
            {JOB_WORDS.differs}
          </span>
        )}
      </dd>
    </div>
  );
}

export function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <a href={href} target="_blank" rel="noreferrer">
        <ExternalLink aria-hidden />
        {children}
      </a>
    </Button>
  );
}

"use client";
import { isOpen } from "@pumpd/model";
import { BadgeCheck, Copy, Eye, EyeOff } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { Docket } from "@/components/docket";
import { type Fact, Facts } from "@/components/facts";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import type { JobDetail } from "@/features/answers";
import { JOB_WORDS as W } from "../words";

/** Who asked, as whom it runs, until when; the result is written on the stub. */
export function JobDocket({ job }: { job: JobDetail }) {
  return (
    <Docket isOnRail={isOpen(job.status)} stub={<Stub job={job} />}>
      <div className="flex items-center justify-between border-b border-line pb-1.5">
        <span className="voice-machine font-heading">{job.shortId}</span>
        <Button look="link" size="text" onClick={() => void copyId(job.shortId)}>
          <Copy aria-hidden />
          {W.copy}
        </Button>
      </div>
      <div className="mt-3">
        <Facts facts={factsOf(job)} />
      </div>
    </Docket>
  );
}

async function copyId(shortId: string): Promise<void> {
  await navigator.clipboard.writeText(shortId);
  toast(`${W.copied} ${shortId}`);
}

function factsOf(job: JobDetail): Fact[] {
  const attempt = job.attempts.at(-1);
  const facts: (Fact | undefined)[] = [
    {
      label: W.askedBy,
      value: (
        <>
          {job.askedBy}, <Time at={job.createdAt} />
        </>
      ),
    },
    {
      label: "Restaurant",
      value: (
        <Link href={`/restaurants/${job.restaurant.id}`} className="text-act hover:underline">
          {job.restaurant.name}
        </Link>
      ),
    },
    job.account ? { label: W.account, value: job.account.login } : undefined,
    job.status === "running" && job.deadlineAt
      ? {
          label: W.endsAtLatest,
          value: (
            <>
              <Time at={job.deadlineAt} as="clock" />, or after {job.limits.stallMs / 1000} s without progress
            </>
          ),
        }
      : undefined,
    attempt?.worker
      ? {
          label: W.worker,
          value: (
            <>
              <span className="voice-machine">{attempt.worker}</span>
              {job.status === "running" ? (
                <>
                  , beat <Time at={attempt.beatAt} as="ago" />
                </>
              ) : null}
            </>
          ),
        }
      : undefined,
    job.parent
      ? {
          label: "Follows",
          value: (
            <Link href={`/jobs/${job.parent.shortId}`} className="voice-machine text-act hover:underline">
              {job.parent.shortId}
            </Link>
          ),
        }
      : undefined,
    job.replacedBy
      ? {
          label: "Run again as",
          value: (
            <Link href={`/jobs/${job.replacedBy.shortId}`} className="voice-machine text-act hover:underline">
              {job.replacedBy.shortId}
            </Link>
          ),
        }
      : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function Stub({ job }: { job: JobDetail }) {
  if (job.status === "completed") {
    return (
      <p className="flex gap-3 text-13 font-heading text-seen">
        <BadgeCheck aria-hidden className="mt-0.5" />
        <span className="min-w-0 break-words">
          {job.summary ?? "Done"}
          {job.completedAt ? (
            <>
              , seen <Time at={job.completedAt} as="clock" />
            </>
          ) : null}
        </span>
      </p>
    );
  }
  if (isOpen(job.status) && job.status !== "needs_review") {
    return (
      <p className="flex gap-3 text-13 text-ink-2">
        <Eye aria-hidden className="mt-0.5" />
        {W.resultLater}
      </p>
    );
  }
  return (
    <p className="flex gap-3 text-13 text-bell">
      <EyeOff aria-hidden className="mt-0.5" />
      {W.noResult}
    </p>
  );
}

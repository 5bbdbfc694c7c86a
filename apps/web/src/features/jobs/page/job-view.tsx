"use client";
import { isOpen } from "@pumpd/model";
import { useState } from "react";
import { Freshness } from "@/components/freshness";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import type { JobDetail } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { useKeys } from "@/features/keys/use-keys";
import { useMay } from "@/features/session/me";
import { copyText } from "@/lib/copy-text";
import { trpc } from "@/lib/trpc/client";
import { useIsDesk } from "@/lib/use-is-desk";
import { useJobStatus } from "../use-job-status";
import { JOB_WORDS as W } from "../words";
import { JobDocket } from "./job-docket";
import { JobEnding } from "./job-ending";
import { JobFolds } from "./job-folds";
import { JobHead } from "./job-head";
import { JobPictures } from "./job-pictures";
import { JobTimeline } from "./job-timeline";
import { JobTopActions } from "./job-top-actions";
import { LivePicture } from "./live-picture";
import { lookOf } from "./look-of";
import { RetryDialog } from "./retry-dialog";
import { RetryPreview } from "./retry-preview";
import { MENU_WORDS } from "./words";

export function JobView({ job, question }: { job: JobDetail; question: { id: string } }) {
  const utils = trpc.useUtils();
  const may = useMay("operator");
  const isDesk = useIsDesk();
  const look = job.status === "needs_review" ? lookOf(job.events) : undefined;
  const isLookedAt = look !== undefined && look.ended === undefined;
  const isMoving = job.status === "pending" || job.status === "running" || isLookedAt;
  const [shownPicture, setShownPicture] = useState<string>();
  const [isLogOpen, setIsLogOpen] = useState(false);
  const [isRetrying, setIsRetrying] = useState(false);
  const looking = useJobStatus({
    ids: [job.id],
    isMoving,
    onRows: ([row]) => {
      if (!row) return;
      utils.jobs.read.setData(question, (old) => old && { ...old, ...row });
      void utils.jobs.read.invalidate(question);
      void utils.jobs.logs.invalidate({ id: job.id });
      if (!isOpen(row.status)) void utils.jobs.counts.invalidate();
    },
  });
  const copyId = async () => {
    const isCopied = await copyText(job.shortId);
    toast(`${isCopied ? W.copied : MENU_WORDS.notCopied} ${job.shortId}`);
  };
  const portal = job.links.portal;
  useKeys({
    r: job.canRetry && may.may ? () => setIsRetrying(true) : undefined,
    l: () => setIsLogOpen((was) => !was),
    y: () => void copyId(),
    o: portal ? () => window.open(portal, "_blank", "noreferrer") : undefined,
    "[": job.pictures[0] ? () => setShownPicture(job.pictures[0]?.id) : undefined,
    "]": job.pictures[0] ? () => setShownPicture(job.pictures.at(-1)?.id) : undefined,
  });
  const isUndecided = job.status === "needs_review" && job.quietUntil !== null;
  const isDone = job.status === "completed";
  const live = job.status === "running" ? <LivePicture job={job} /> : null;

  return (
    <>
      <TopBar
        path={[
          { label: W.jobs, href: "/jobs" },
          { label: job.shortId, isMachine: true },
        ]}
      >
        {isMoving || looking.isReconnecting ? (
          <Freshness lookedAtMs={looking.lookedAtMs} isReconnecting={looking.isReconnecting} verb={W.liveLooked} />
        ) : null}
        <JobTopActions job={job} onRetry={() => setIsRetrying(true)} onCopy={() => void copyId()} />
      </TopBar>
      <PageBody
        facts={
          <>
            {isDesk ? live : null}
            {((job.canRetry && !job.replacedBy) || isUndecided) && job.retryPreview.length > 0 ? (
              <RetryPreview job={job} />
            ) : null}
            <JobDocket job={job} onCopy={() => void copyId()} />
          </>
        }
      >
        <JobHead job={job} />
        <div className="mt-5 space-y-7">
          <JobEnding job={job} />
          {isDesk ? null : live}
          {job.pictures.length > 0 ? <JobPictures job={job} shownId={shownPicture} onShow={setShownPicture} /> : null}
          <Card aria-label={W.steps} className="overflow-hidden">
            {isDone ? null : <JobTimeline job={job} onPicture={setShownPicture} />}
            <JobFolds job={job} hasSteps={isDone} isLogOpen={isLogOpen} onPicture={setShownPicture} />
          </Card>
        </div>
      </PageBody>
      <RetryDialog job={job} isOpen={isRetrying} onClose={() => setIsRetrying(false)} />
    </>
  );
}

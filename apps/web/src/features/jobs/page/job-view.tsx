"use client";
import { isOpen } from "@pumpd/model";
import { Freshness } from "@/components/freshness";
import { Card } from "@/components/ui/card";
import type { JobDetail } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { trpc } from "@/lib/trpc/client";
import { useJobStatus } from "../use-job-status";
import { JOB_WORDS as W } from "../words";
import { JobDocket } from "./job-docket";
import { JobEnding } from "./job-ending";
import { JobFolds } from "./job-folds";
import { JobHead } from "./job-head";
import { JobPictures } from "./job-pictures";
import { JobTimeline } from "./job-timeline";
import { JobTopActions } from "./job-top-actions";
import { RetryPreview } from "./retry-preview";

export function JobView({ job, question }: { job: JobDetail; question: { id: string } }) {
  const utils = trpc.useUtils();
  const isMoving = job.status === "pending" || job.status === "running";
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
  const isEnded = !isMoving;

  return (
    <>
      <TopBar
        path={[
          { label: W.jobs, href: "/jobs" },
          { label: job.shortId, isMachine: true },
        ]}
      >
        {isMoving || looking.isReconnecting ? (
          <Freshness lookedAtMs={looking.lookedAtMs} isReconnecting={looking.isReconnecting} verb="Live, looked" />
        ) : null}
        <JobTopActions job={job} />
      </TopBar>
      <PageBody
        facts={
          <>
            {job.canRetry && job.retryPreview.length > 0 ? <RetryPreview job={job} /> : null}
            <JobDocket job={job} />
          </>
        }
      >
        <JobHead job={job} />
        <div className="mt-5 space-y-7">
          <JobEnding job={job} />
          {job.pictures.length > 0 ? <JobPictures pictures={job.pictures} failure={job.failure} /> : null}
          <Card aria-label={W.steps} className="overflow-hidden">
            {isEnded && job.status === "completed" ? null : <JobTimeline job={job} />}
            <JobFolds job={job} hasSteps={isEnded && job.status === "completed"} />
          </Card>
        </div>
      </PageBody>
    </>
  );
}

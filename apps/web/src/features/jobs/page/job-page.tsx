"use client";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { problemOf } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { JOB_WORDS as W } from "../words";
import { JobView } from "./job-view";

export function JobPage({ id }: { id: string }) {
  const job = trpc.jobs.read.useQuery({ id });
  if (job.data) return <JobView job={job.data} question={{ id }} />;
  const path = [
    { label: W.jobs, href: "/jobs" },
    { label: id, isMachine: true },
  ] as const;
  return (
    <>
      <TopBar path={path} />
      <PageBody>
        <h1 className="sr-only">{id}</h1>
        {job.isPending ? <LoadingRows rows={8} /> : null}
        {job.isError && problemOf(job.error).kind === "not_found" ? (
          <NothingYet title={W.goneTitle}>{W.goneText}</NothingYet>
        ) : null}
        {job.isError && problemOf(job.error).kind !== "not_found" ? (
          <NoAnswer error={job.error} onRetry={job.refetch} />
        ) : null}
      </PageBody>
    </>
  );
}

"use client";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { sizeWords } from "@/lib/size";
import { trpc } from "@/lib/trpc/client";
import { Line, Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

/** How much of what the organisation may have at once is used. */
export function Limits() {
  const limits = trpc.organisation.limits.useQuery();
  const { waitingJobs, uploadBytes } = limits.data ?? {};
  return (
    <Section title={W.limits} lead={W.limitsLead}>
      {limits.isPending ? <LoadingRows rows={2} /> : null}
      {limits.isError ? <NoAnswer error={limits.error} onRetry={limits.refetch} /> : null}
      {waitingJobs && uploadBytes ? (
        <ul className="divide-y divide-line">
          <Line title={W.waitingJobs} note={W.waitingJobsNote}>
            <span>{W.usedOf(waitingJobs.used.toLocaleString("en-NZ"), waitingJobs.most.toLocaleString("en-NZ"))}</span>
          </Line>
          <Line title={W.files} note={W.filesNote}>
            <span>{W.usedOf(sizeWords(uploadBytes.used), sizeWords(uploadBytes.most))}</span>
          </Line>
        </ul>
      ) : null}
    </Section>
  );
}

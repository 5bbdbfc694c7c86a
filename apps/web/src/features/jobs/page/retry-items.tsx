"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { MayButton } from "@/components/may-button";
import { toast } from "@/components/ui/toast";
import type { JobDetail } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { RETRY_WORDS as W } from "./words";

/** What is not done of a job that was done in part, as a linked job; the page goes there. */
export function RetryItems({ job }: { job: JobDetail }) {
  const may = useMay("operator");
  const router = useRouter();
  const utils = trpc.useUtils();
  const retry = trpc.jobs.retryFailedItems.useMutation({
    onSuccess: ({ shortId, isNew }) => {
      toast(isNew ? W.leftStarted : W.leftThere);
      void utils.jobs.invalidate();
      router.push(`/jobs/${shortId}`);
    },
    onError: (error) => toast(problemWords(error, W.nothingStarted)),
  });
  return (
    <MayButton
      look="primary"
      whyNot={may.may ? undefined : may.why}
      disabled={retry.isPending}
      onClick={() => retry.mutate({ id: job.id })}
    >
      <RotateCw aria-hidden />
      {W.leftItems(job.remainingCount)}
    </MayButton>
  );
}

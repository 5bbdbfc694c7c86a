"use client";
import { useEffect, useState } from "react";
import type { JobDetail, LogLine } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";

/**
 * All lines of a job's log so far. Asks only for what came after the last line it has, each time the job is read again,
 * and page by page while there is more.
 */
export function useJobLog({ id, logCount }: Pick<JobDetail, "id" | "logCount">) {
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  const after = lines.at(-1)?.id ?? 0;
  const more = trpc.jobs.logs.useQuery({ id, after }, { enabled: lines.length < logCount, staleTime: 0, gcTime: 0 });
  const page = more.data?.lines;
  useEffect(() => {
    if (page?.length) setLines((old) => [...old, ...page.filter((line) => line.id > (old.at(-1)?.id ?? 0))]);
  }, [page]);
  return { lines, isPending: lines.length === 0 && more.isLoading, isAway: more.isError };
}

"use client";
import { useState } from "react";
import type { JobRow } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";
import type { jobListQuestion } from "./job-filters";
import { JOBS_A_PAGE } from "./page-size";
import { useJobStatus } from "./use-job-status";

const MOVING: ReadonlySet<JobRow["status"]> = new Set(["pending", "running"]);

/**
 * A list that stays true while it is read: known rows change in place, new ones gather behind "3 new, show" so that
 * nothing jumps under the pointer.
 */
export function useJobList(
  question: ReturnType<typeof jobListQuestion>,
  { limit = JOBS_A_PAGE, onChange }: { limit?: number; onChange?: () => void } = {},
) {
  const utils = trpc.useUtils();
  const input = { ...question, limit };
  const list = trpc.jobs.list.useInfiniteQuery(input, {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (old) => old,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());

  function onRows(changed: JobRow[]) {
    const byId = new Map(changed.map((row) => [row.id, row]));
    utils.jobs.list.setInfiniteData(
      input,
      (old) =>
        old && {
          ...old,
          pages: old.pages.map((page) => ({ ...page, rows: page.rows.map((row) => byId.get(row.id) ?? row) })),
        },
    );
    const known = new Set(rows.map((row) => row.id));
    const fresh = changed.filter(
      (row) => !known.has(row.id) && (!question.restaurantId || row.restaurant.id === question.restaurantId),
    );
    if (fresh.length > 0) setUnseen((old) => new Set([...old, ...fresh.map((row) => row.id)]));
    void utils.jobs.counts.invalidate();
    onChange?.();
  }

  const looking = useJobStatus({ isMoving: rows.some((row) => MOVING.has(row.status)), onRows });

  return {
    list,
    rows,
    looking,
    unseenCount: unseen.size,
    showNew: async () => {
      const { isError } = await list.refetch();
      // Not shown yet: the offer stays.
      if (!isError) setUnseen(new Set());
    },
  };
}

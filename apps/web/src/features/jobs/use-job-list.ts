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
    const fresh = changed.filter((row) => !known.has(row.id) && mayFit(row, question));
    if (fresh.length > 0) setUnseen((old) => new Set([...old, ...fresh.map((row) => row.id)]));
    void utils.jobs.counts.invalidate();
    void utils.jobs.count.invalidate();
    void utils.notices.list.invalidate();
    onChange?.();
  }

  const moving = rows.filter((row) => MOVING.has(row.status)).map((row) => row.id);
  const looking = useJobStatus({ moving, isMoving: moving.length > 0, onRows });

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

/** What a row alone can say; the rest is found out when the new ones are shown. */
function mayFit(row: JobRow, { view, statuses, types, restaurantIds }: ReturnType<typeof jobListQuestion>): boolean {
  if (restaurantIds && !restaurantIds.includes(row.restaurant.id)) return false;
  if (types && !types.includes(row.type)) return false;
  const isPartial = row.state === "needs_look";
  if (statuses && !statuses.includes(row.status) && !(isPartial && statuses.includes("needs_look"))) return false;
  switch (view) {
    case undefined:
    case "all":
      return true;
    case "needs_you":
      return isPartial || row.status === "needs_review";
    case "running":
      return row.status === "running";
    case "waiting":
      return row.status === "pending";
    case "given_up":
      return isPartial || row.state === "failed" || row.state === "timeout";
  }
}

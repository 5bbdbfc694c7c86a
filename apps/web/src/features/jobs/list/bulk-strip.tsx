"use client";
import { later } from "@/lib/later";
import { trpc } from "@/lib/trpc/client";

const BulkActions = later(() => import("./bulk-actions"));

const LOOK_EVERY_MS = 1_500;

/** Bulk actions under way, whoever started them, and those that ended a moment ago. They go on without this page. */
export function BulkStrip() {
  const { data } = trpc.bulk.list.useQuery(undefined, {
    refetchInterval: (query) => (query.state.data?.actions.some(({ endedAt }) => !endedAt) ? LOOK_EVERY_MS : false),
  });
  return data?.actions.length ? <BulkActions actions={data.actions} /> : null;
}

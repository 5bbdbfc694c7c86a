import { type DisplayState, displayState, FAILURE_CLASSES, JOB_STATUSES, OUTCOMES, WAIT_KINDS } from "@pumpd/model";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

export type OpenJob = { id: string; shortId: string; type: string; state: DisplayState };

/** Spelled out: drizzle leaves the table's name away when there is only one, and a subquery would take its own id. */
export const RESTAURANT_ID = sql`restaurants.id`;

/** A subquery: the open job of a restaurant that matters most, with what its display state needs, as one JSON value. */
export function openJobOf(): SQL {
  return sql`(select json_build_object('id', j.id, 'shortId', j.short_id, 'type', j.type, 'status', j.status,
      'outcome', j.outcome, 'waitKind', j.wait_kind, 'runAt', j.run_at, 'updatedAt', j.updated_at,
      'cancelRequestedAt', j.cancel_requested_at, 'resolvedAt', j.resolved_at, 'resolvedHow', j.resolved_how,
      'failureClass', j.failure_class, 'beatAt', a.beat_at, 'progressAt', a.progress_at,
      'isProbing', coalesce(a.is_probing, false), 'stepCount', coalesce((j.progress->>'n')::int, 0))
    from jobs j left join attempts a on a.job_id = j.id and a.number = j.attempt and a.status = 'running'
    where j.restaurant_id = ${RESTAURANT_ID} and j.mode = 'run' and j.status in ('pending', 'running', 'needs_review')
    order by case j.status when 'needs_review' then 0 when 'running' then 1 else 2 end, j.updated_at desc limit 1)`;
}

const time = z.string().nullable();
const openJobSchema = z.object({
  id: z.uuid(),
  shortId: z.string(),
  type: z.string(),
  status: z.enum(JOB_STATUSES),
  outcome: z.enum(OUTCOMES).nullable(),
  waitKind: z.enum(WAIT_KINDS).nullable(),
  runAt: time,
  updatedAt: z.string(),
  cancelRequestedAt: time,
  resolvedAt: time,
  resolvedHow: z.string().nullable(),
  failureClass: z.enum(FAILURE_CLASSES).nullable(),
  beatAt: time,
  progressAt: time,
  isProbing: z.boolean(),
  stepCount: z.number(),
});

/** @param nowMs the database's clock in epoch milliseconds */
export function toOpenJob(row: unknown, nowMs: number): OpenJob | null {
  if (row === null) return null;
  const { id, shortId, type, ...facts } = openJobSchema.parse(row);
  return { id, shortId, type, state: displayState(facts, nowMs) };
}

import { type Database, makeScope, type Queryable, tables, withScope } from "@pumpd/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { DomainError } from "../errors.ts";
import { bySystem } from "../jobs/by-system.ts";
import { enqueueJob } from "../jobs/enqueue.ts";
import type { JobRegistry } from "../jobs/job-registry.ts";

const { circuits } = tables;

/** A type's newest success is looked for among so many endings: what is older says little about today's pages. */
const NEWEST_ENDINGS = 20_000;

export type SendCanaries = {
  registry: JobRegistry;
  /** milliseconds between two looks at the pages of a type; 0 switches canaries off */
  everyMs: number;
};

/**
 * Asks for an inspection of each job type whose time has come: it goes where the type's newest success went and looks
 * whether the pages, fields and buttons are those we know. All workers together send one per type and time. A type that
 * has no success yet has nothing to look at. Answers how many were asked for. Needs the worker role.
 */
export async function sendCanaries(db: Database, { registry, everyMs }: SendCanaries): Promise<number> {
  if (everyMs === 0) return 0;
  let sent = 0;
  for (const type of await takeDueTypes(db, { types: registry.types, everyMs }))
    if (await sendCanary(db, { type, registry })) sent += 1;
  return sent;
}

async function takeDueTypes(
  db: Queryable,
  { types, everyMs }: { types: readonly string[]; everyMs: number },
): Promise<string[]> {
  const nextLookAt = sql`clock_timestamp() + make_interval(secs => ${everyMs / 1000})`;
  await db
    .insert(circuits)
    .values(types.map((key) => ({ scope: "job_type" as const, key, nextLookAt })))
    .onConflictDoUpdate({
      target: [circuits.scope, circuits.key],
      set: { nextLookAt },
      setWhere: isNull(circuits.nextLookAt),
    });
  const taken = await db
    .update(circuits)
    .set({ nextLookAt })
    .where(
      and(
        eq(circuits.scope, "job_type"),
        inArray(circuits.key, [...types]),
        sql`${circuits.nextLookAt} <= clock_timestamp()`,
      ),
    )
    .returning({ type: circuits.key });
  return taken.map(({ type }) => type);
}

type Example = { id: string; organisation_id: string; restaurant_id: string; input: Record<string, unknown> };

async function sendCanary(db: Database, { type, registry }: { type: string; registry: JobRegistry }): Promise<boolean> {
  const example = await findExample(db, type);
  if (!example) return false;
  const asked = await withScope(db, makeScope(example.organisation_id), (tx) =>
    enqueueJob(tx, {
      type,
      restaurantId: example.restaurant_id,
      input: example.input,
      mode: "inspect",
      by: bySystem("canary"),
      registry,
      parent: { jobId: example.id, reason: "canary_of" },
    }),
  ).catch((error: unknown) => {
    // Its restaurant or a file of it is no longer what it was: no reason to keep the other types from being looked at.
    if (error instanceof DomainError) return undefined;
    throw error;
  });
  return asked?.isNew ?? false;
}

/** The newest success whose account works, and whose own canary has not failed for a reason that is not the pages'. */
async function findExample(db: Queryable, type: string): Promise<Example | undefined> {
  const [example] = await db.execute<Example>(sql`
    select j.id, j.organisation_id, j.restaurant_id, j.input
    from (select * from jobs where completed_at is not null order by completed_at desc limit ${NEWEST_ENDINGS}) j
    join organisations o on o.id = j.organisation_id and o.archived_at is null
    join restaurants r on r.id = j.restaurant_id
    join portal_accounts p on p.id = r.account_id and p.state = 'works' and p.sealed_password is not null
    where j.type = ${type} and j.mode = 'run' and j.status = 'completed' and j.outcome = 'success'
      and not exists (select from holds h where h.released_at is null and h.organisation_id = j.organisation_id
        and h.scope in ('account', 'organisation') and h.key in (p.id::text, j.organisation_id::text))
      and not exists (select from jobs c where c.parent_job_id = j.id and c.parent_reason = 'canary_of'
        and c.status in ('failed', 'timeout', 'needs_review') and c.failure_class is distinct from 'drift')
    order by j.completed_at desc limit 1`);
  return example;
}

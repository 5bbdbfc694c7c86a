import { type ScopedTx, tables } from "@pumpd/db";
import { TIMINGS } from "@pumpd/model";
import { desc, isNull, sql } from "drizzle-orm";
import { readOrganisation } from "../people/index.ts";

export type WorkerRow = {
  id: string;
  host: string;
  /** ISO 8601, UTC */
  beatAt: string;
  slots: number;
  running: number;
  notTaking: string | null;
  isDraining: boolean;
  isAlive: boolean;
};

export type Machinery = {
  workers: WorkerRow[];
  /** the newest look of any worker at the organisation's portal; milliseconds */
  portal: { host: string; lastAnswerAt: string | null; answerMs: number | null };
  now: string;
};

const SHOWN = 20;

/** Who does the work and whether the portal answers. Workers serve everybody, so this is the same for each organisation. */
export async function readMachinery(tx: ScopedTx): Promise<Machinery> {
  const { workers } = tables;
  const organisation = await readOrganisation(tx);
  const rows = await tx
    .select({
      worker: workers,
      isAlive: sql<boolean>`${workers.beatAt} > now() - make_interval(secs => ${TIMINGS.leaseMs / 1000})`,
    })
    .from(workers)
    .where(isNull(workers.stoppedAt))
    .orderBy(desc(workers.beatAt))
    .limit(SHOWN);
  const [clock] = await tx.execute<{ now: string }>(sql`select now() as now`);
  const looked = rows
    .map(({ worker }) => worker)
    .filter(({ portalLookedAt }) => portalLookedAt !== null)
    .sort((a, b) => Number(b.portalLookedAt) - Number(a.portalLookedAt))[0];
  return {
    workers: rows.map(({ worker: { id, host, beatAt, slots, running, notTaking, drainRequestedAt }, isAlive }) => ({
      id,
      host,
      beatAt: beatAt.toISOString(),
      slots,
      running,
      notTaking,
      isDraining: drainRequestedAt !== null,
      isAlive,
    })),
    portal: {
      host: new URL(organisation.adminUrl).host,
      lastAnswerAt: looked?.portalLookedAt?.toISOString() ?? null,
      answerMs: looked?.portalMs ?? null,
    },
    now: new Date(clock?.now ?? Date.now()).toISOString(),
  };
}

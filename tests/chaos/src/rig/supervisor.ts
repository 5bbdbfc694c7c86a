import { sql } from "drizzle-orm";
import type { Rig, WorkerStart } from "./rig.ts";
import { until } from "./until.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** Starts a worker again whenever one is gone, as whatever runs it in production would. */
export type Keeper = {
  /** A living worker that holds a running attempt; undefined after the limit. */
  untilBusy: (limitMs: number) => Promise<WorkerProcess | undefined>;
  /** No more restarts. Those that live go on. */
  stop: () => void;
};

export function keepWorkers(rig: Rig, count: number, start: WorkerStart = {}): Keeper {
  let isKeeping = true;
  function keepOne(): void {
    const worker = rig.startWorker(start);
    void worker.exited.then(() => {
      if (isKeeping) keepOne();
    });
  }
  for (let n = 0; n < count; n += 1) keepOne();

  async function findBusy(): Promise<WorkerProcess | undefined> {
    const rows = await rig.owner
      .execute<{ pid: number }>(sql`
        select w.pid from workers w join attempts a on a.worker_id = w.id where a.status = 'running' and a.lease_until > now()`)
      .catch(() => []);
    const busy = new Set(rows.map(({ pid }) => pid));
    return rig.livingWorkers.find(({ pid }) => busy.has(pid));
  }
  return {
    untilBusy: (limitMs) => until(limitMs, findBusy),
    stop: () => {
      isKeeping = false;
    },
  };
}

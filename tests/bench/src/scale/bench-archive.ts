import { connect, type Database, disconnect, withScope } from "@pumpd/db";
import { fileStore } from "@pumpd/domain/artifacts";
import { listJobs } from "@pumpd/domain/jobs";
import { retain } from "@pumpd/domain/retention";
import { createOrganisation } from "@pumpd/testing";
import { bigSeed } from "@pumpd/testing/big-seed";
import { type Measure, quantile } from "../harness/measure.ts";
import { ask, DONE, inScene, openPlaces, timed } from "./scene.ts";

const ROUND_MS = 15_000;

/** So many old jobs go to the archive while others run and a page is read: no statement over 1 s (goal). */
export async function benchArchive({ jobs }: { jobs: number }): Promise<Measure[]> {
  return inScene(async (scene) => {
    const old = await createOrganisation(scene.owner);
    const people = [{ id: "0b0e6c1e-0000-4000-8000-000000000001", name: "Mere K." }];
    await bigSeed({ ownerUrl: scene.ownerUrl, organisationId: old.id, jobs, people });
    await scene.owner.$client.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`set local statement_timeout = 0`;
      // Years ago, all of it ended well or was closed: what the archive is for.
      await tx`update jobs set completed_at = coalesce(completed_at, updated_at) - interval '200 days', status = 'completed',
        outcome = 'success', result = coalesce(result, '{}'), resolved_at = null where organisation_id = ${old.id}`;
      await tx`update attempts set status = 'succeeded' where organisation_id = ${old.id}`;
    });
    await scene.owner.$client`vacuum (analyze) jobs`;
    const places = await openPlaces(scene, { places: 200, accounts: 200 });
    const worker = await scene.startWorker(async () => DONE);
    const db = connect(scene.workerUrl, { applicationName: "bench archive", max: 3, statementTimeoutMs: 60_000 });
    const statements: number[] = [];
    let moved = 0;
    let isOver = false;
    const startedAt = performance.now();
    const archiving = (async () => {
      const watched = watch(db, statements);
      for (let round = -1; round !== 0; moved += round)
        round =
          (await retain(watched, { jobDays: 90, pictureDays: 30, artifacts: fileStore("/nowhere"), limitMs: ROUND_MS }))
            ?.jobs ?? 0;
      isOver = true;
    })();
    const asks: number[] = [];
    const pages: number[] = [];
    for (let n = 0; !isOver; n += 1) {
      const place = places[n % places.length];
      if (place) asks.push(...(await timed([place], (one) => ask(scene, one))));
      pages.push(
        ...(await timed([old.scope], (scope) => withScope(scene.web, scope, (tx) => listJobs(tx, { limit: 50 })))),
      );
    }
    await archiving;
    const seconds = (performance.now() - startedAt) / 1_000;
    await worker.stop();
    await disconnect(db);
    if (moved === 0) throw new Error("nothing was archived, so nothing was measured");
    return [
      {
        id: "S-212.longest",
        name: `Longest statement while ${moved} jobs were archived in ${seconds.toFixed(0)} s`,
        value: Math.max(...statements),
        unit: "ms",
        goal: { of: "value", atMost: 1_000 },
        note: `${statements.length} statements, half of them under ${quantile(statements, 0.5).toFixed(0)} ms.`,
      },
      {
        id: "S-212.enqueue",
        name: `Enqueue meanwhile, p95 of ${asks.length} that ran`,
        value: quantile(asks, 0.95),
        unit: "ms",
      },
      { id: "S-212.pages", name: "The list's first page meanwhile, p95", value: quantile(pages, 0.95), unit: "ms" },
    ];
  });
}

/** The same database; how long each statement takes is written down. */
function watch(db: Database, statements: number[]): Database {
  const execute: Database["execute"] = ((query: Parameters<Database["execute"]>[0]) => {
    const at = performance.now();
    return db.execute(query).then((rows) => {
      statements.push(performance.now() - at);
      return rows;
    });
  }) as Database["execute"];
  return Object.assign(Object.create(db), { execute }) as Database;
}

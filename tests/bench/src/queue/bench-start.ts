import { connect, disconnect } from "@pumpd/db";
import { type Measure, median, quantile } from "../harness/measure.ts";
import { comparePairs } from "../harness/pairs.ts";
import { openRestaurants, type Scene, withScene } from "../harness/scene.ts";
import { doNothing, enqueueNoOp, startNoOpWorker, untilCompleted, untilListening } from "./no-op.ts";
import { openBareQueue, startBareGraphile } from "./peers.ts";

const CONCURRENCY = 2;

/** M3: from the commit of the request to the moment the job runs, its claim committed and its password opened, on idle workers. */
export function benchStart({ workers, pairs = 300 }: { workers: number; pairs?: number }): Promise<Measure[]> {
  return withScene((scene) =>
    withScene(async (peer) => {
      const ours = await openOurs(scene, workers);
      const bare = await openBare(peer, workers);
      try {
        const compared = await comparePairs({ ours: ours.sample, peer: bare.sample }, { pairs });
        const peerMs = median(compared.peer);
        const where = workers === 1 ? "an idle worker" : `${workers} idle workers`;
        return [
          {
            id: "M3.p50",
            name: `Accepted → running ÷ bare graphile pickup, p50, ${where}`,
            value: median(compared.ours),
            unit: "ms",
            peer: { name: "graphile pickup", value: peerMs },
            ratio: compared.ratio,
            spread: compared.spread,
            goal: { of: "ratio", atMost: 2.5 },
            note: "the claim is three statements, each behind what the one before it locked; more than a third of the time the server plans them, the rest is round trips, building them, and opening the password",
          },
          {
            id: "M3.p95",
            name: `Accepted → running, p95, ${where}`,
            value: quantile(compared.ours, 0.95),
            unit: "ms",
            peer: { name: "graphile pickup", value: quantile(compared.peer, 0.95) },
            goal: { of: "value", atMost: 25 },
          },
        ];
      } finally {
        await Promise.all([ours.close(), bare.close()]);
      }
    }),
  );
}

/** A moment that somebody waits for, again and again. */
class Bell {
  #next = Promise.withResolvers<number>();

  ring(): void {
    this.#next.resolve(performance.now());
  }

  async untilRung(): Promise<number> {
    const at = await this.#next.promise;
    this.#next = Promise.withResolvers();
    return at;
  }
}

/** One after the other: the first one may have tables to make. */
async function startAll<T>(count: number, start: () => Promise<T>): Promise<T[]> {
  const started: T[] = [];
  for (let at = 0; at < count; at += 1) started.push(await start());
  return started;
}

async function openOurs(scene: Scene, count: number) {
  const bell = new Bell();
  const workers = await startAll(count, () =>
    startNoOpWorker(scene, {
      concurrency: CONCURRENCY,
      run: (attempt) => {
        bell.ring();
        return doNothing(attempt);
      },
    }),
  );
  await untilListening(scene, count);
  const web = connect(scene.database.webUrl, { applicationName: "bench web", max: 1 });
  const [restaurantId = ""] = await openRestaurants(scene, 1);
  let done = 0;
  return {
    sample: async () => {
      const committedAt = await enqueueNoOp(web, { organisation: scene.organisation, restaurantId });
      const ms = (await bell.untilRung()) - committedAt;
      done += 1;
      await untilCompleted(scene, done);
      return ms;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await disconnect(web);
    },
  };
}

async function openBare({ database }: Scene, count: number) {
  const bell = new Bell();
  const runners = await startAll(count, () =>
    startBareGraphile({
      url: database.ownerUrl,
      concurrency: CONCURRENCY,
      task: () => Promise.resolve(bell.ring()),
    }),
  );
  const queue = openBareQueue(database.ownerUrl);
  return {
    sample: async () => {
      const committedAt = await queue.addAndCommit();
      return (await bell.untilRung()) - committedAt;
    },
    close: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
      await queue.close();
    },
  };
}

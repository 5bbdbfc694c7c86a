import type { HostPace } from "@pumpd/domain/holds";
import { answered, type Claim, claimJob, isDatabaseAway, type JobRegistry } from "@pumpd/domain/jobs";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { AttemptLease } from "./attempt-lease.ts";
import { type AttemptParts, runAttempt } from "./run-attempt.ts";

export type TaskParts = AttemptParts & { workerId: string; registry: JobRegistry; leaseMs: number; pace: HostPace };

export type JobTasks = {
  /** one task per job type */
  tasks: TaskList;
  /** This worker is going: what runs stops at its next step border and waits for another worker, uncharged. */
  handBack: () => void;
};

const payloadSchema = z.object({ jobId: z.uuid(), attempt: z.number().int().positive() });

const CLAIM_PATIENCE_MS = 20_000;
const PAUSE_MS = 300;

/** The queue's side of a job: a wake-up comes, the claim decides. A task never fails: our tables know what is left to do. */
export function createTasks(parts: TaskParts): JobTasks {
  const underWay = new Set<AbortController>();
  let isGoing = false;

  async function handle(unparsed: unknown): Promise<void> {
    const payload = payloadSchema.safeParse(unparsed);
    if (!payload.success) return parts.log.warn("a wake-up without a job was dropped");
    const askedAtMs = performance.now();
    const claim = await claimWhenThere(parts, payload.data);
    if (claim.kind !== "claimed") return sayWhy(parts, payload.data.jobId, claim);
    const controller = new AbortController();
    underWay.add(controller);
    if (isGoing) controller.abort({ by: "shutdown" });
    const lease = new AttemptLease(parts.leaseMs, askedAtMs);
    try {
      await runAttempt(parts, { scope: claim.scope, job: claim.job, lease, controller });
    } finally {
      underWay.delete(controller);
    }
  }

  async function task(unparsed: unknown): Promise<void> {
    await handle(unparsed).catch((error: unknown) => parts.log.error({ err: error }, "a wake-up could not be used"));
  }

  return {
    tasks: Object.fromEntries(parts.registry.types.map((type) => [type, task])),
    handBack: () => {
      isGoing = true;
      for (const controller of underWay) if (!controller.signal.aborted) controller.abort({ by: "shutdown" });
    },
  };
}

type Payload = z.infer<typeof payloadSchema>;

/** Patient with a database that is away, and with a host whose next start is near: that wait keeps its place in the line. */
async function claimWhenThere(parts: TaskParts, payload: Payload): Promise<Exclude<Claim, { kind: "soon" }>> {
  const giveUpAtMs = performance.now() + CLAIM_PATIENCE_MS;
  for (;;) {
    try {
      const claim = await answered(claimJob(parts.db, { ...payload, ...parts }));
      if (claim.kind !== "soon") return claim;
      await new Promise((resolve) => setTimeout(resolve, claim.waitMs));
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > giveUpAtMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function sayWhy({ log, metrics }: TaskParts, jobId: string, claim: Exclude<Claim, { kind: "claimed" | "soon" }>): void {
  metrics.count("pumpd_claims_refused_total", { kind: claim.kind });
  log.info({ job: jobId, ...claim }, "not started");
}

import { fail } from "@pumpd/automations/define";
import type { BrowserFacts, Ending, RunPorts } from "@pumpd/automations/ports";
import type { Evidence } from "@pumpd/automations/runner";
import { type Database, type OrgScope, withScope } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import { type ArtifactStore, readArtifact } from "@pumpd/domain/artifacts";
import {
  answered,
  type ClaimedJob,
  createJobStore,
  type DatabaseJobStore,
  finishAttempt,
  isDatabaseAway,
  makeRedact,
} from "@pumpd/domain/jobs";
import type { Metrics } from "@pumpd/domain/metrics";
import { openSealed } from "@pumpd/domain/vault/open";
import { FAILURE_POLICY, type Failure, failure } from "@pumpd/model";
import type { AttemptLease } from "./attempt-lease.ts";
import { isDebug } from "./env.ts";
import type { Heart } from "./heart.ts";
import type { Log } from "./log.ts";
import { isUrlAllowed, type PortalHosts } from "./portal-hosts.ts";

/** One attempt, handed to whoever knows how to run its type: a flow in a browser, or a test's own function. */
export type AttemptRun = {
  job: ClaimedJob;
  ports: RunPorts;
  signal: AbortSignal;
  evidence: Evidence;
  /** what earlier attempts observed counts, or is looked at again */
  earlier: "trusted" | "probed";
};
export type RunReport = { ending: Ending; browser: BrowserFacts };
export type RunJob = (attempt: AttemptRun) => Promise<RunReport>;

export type AttemptParts = {
  db: Database;
  by: By;
  heart: Heart;
  artifacts: ArtifactStore;
  portalHosts: PortalHosts;
  privateKeysDir: string;
  run: RunJob;
  onCrashpoint?: RunPorts["onCrashpoint"];
  metrics: Metrics;
  log: Log;
};

export type Attempt = {
  scope: OrgScope;
  job: ClaimedJob;
  lease: AttemptLease;
  controller: AbortController;
};

const NO_BROWSER: BrowserFacts = { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 };
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/**
 * From the claim to the ledger: opens the password, runs, writes how it ended. Returns only after that is committed, or
 * after the lease has run out and the reconciler is in charge. Never throws.
 */
export async function runAttempt(parts: AttemptParts, attempt: Attempt): Promise<void> {
  const { job, lease, controller } = attempt;
  const log = parts.log.child({ job: job.jobId, shortId: job.shortId, type: job.type, attempt: job.attempt });
  let { isWatched } = job;
  parts.heart.add({
    ...job,
    lease,
    onStop: () => controller.abort({ by: "person" }),
    onWatched: (watched) => {
      isWatched = watched;
    },
  });
  log.info({ trigger: job.trigger, restaurant: job.restaurant.id }, "attempt began");
  parts.metrics.count("pumpd_attempts_started_total", { type: job.type, trigger: job.trigger });
  const beganAtMs = performance.now();
  if (job.trigger === "first") parts.metrics.observe("pumpd_wait_seconds", { type: job.type }, job.waitedMs / 1_000);
  try {
    const password = await openPassword(parts, attempt).catch((error: unknown) => {
      log.error({ err: error }, "the password could not be opened");
      return undefined;
    });
    const redact = makeRedact(password ? [password] : []);
    const store = createJobStore({
      ...parts,
      scope: attempt.scope,
      job,
      redact,
      isDebug: isDebug(),
      onLine: (line) => log[line.level]({ step: line.step }, line.text),
    });
    const report = await run(parts, {
      ...attempt,
      password,
      store: timed(store, { metrics: parts.metrics, type: job.type }),
      isWatched: () => isWatched,
    });
    await store.flush();
    if (report.ending.kind === "failed" && report.ending.stack)
      log.error({ code: report.ending.failure.code, stack: redact(report.ending.stack) }, "run failed");
    await finish(parts, { ...attempt, report: redactStack(report, redact), log });
  } catch (error) {
    // Only a bug of ours comes here; the lease runs out and the reconciler goes on from the ledger.
    log.error({ err: error }, "attempt could not be finished");
  } finally {
    parts.metrics.observe("pumpd_run_seconds", { type: job.type }, (performance.now() - beganAtMs) / 1_000);
    parts.heart.remove(job.jobId);
  }
}

type Timing = { metrics: Metrics; type: string };

/** The same store; how long each step takes is counted on the way. */
function timed(store: DatabaseJobStore, { metrics, type }: Timing): DatabaseJobStore {
  const begins = new Map<string, number>();
  return {
    ...store,
    stepBegan: (step) => {
      begins.set(step.key, performance.now());
      return store.stepBegan(step);
    },
    stepEnded: (step) => {
      const beganAtMs = begins.get(step.key);
      if (beganAtMs !== undefined)
        metrics.observe("pumpd_step_seconds", { type, step: step.key }, (performance.now() - beganAtMs) / 1_000);
      return store.stepEnded(step);
    },
  };
}

async function openPassword(parts: AttemptParts, { scope, job }: Attempt): Promise<string | undefined> {
  const { account } = job;
  if (!account?.sealedPassword || !account.keyId) return undefined;
  return openSealed({
    privateKeysDir: parts.privateKeysDir,
    keyId: account.keyId,
    aad: { organisationId: scope.organisationId, accountId: account.id, version: account.version },
    sealed: account.sealedPassword,
  });
}

type Running = Attempt & { password: string | undefined; store: DatabaseJobStore; isWatched: () => boolean };

async function run(parts: AttemptParts, running: Running): Promise<RunReport> {
  const { job, scope, lease, controller, password, store } = running;
  const refusal = whyNotRun(parts, running);
  if (refusal) return { ending: { kind: "failed", failure: refusal, changed: false }, browser: NO_BROWSER };
  try {
    return await parts.run({
      job,
      ports: {
        store,
        clock: { nowMs: () => performance.now() },
        lease,
        host: {
          adminUrl: job.adminUrl.replace(/\/$/, ""),
          isAllowed: parts.portalHosts.isAllowed,
          locale: `en-${job.restaurant.country}`,
          timezone: job.restaurant.timezone,
          credentials: { login: job.account?.login ?? "", password: password ?? "" },
        },
        files: {
          read: async (id) => {
            const found = withScope(parts.db, scope, (tx) => readArtifact(tx, { id, store: parts.artifacts }));
            const { bytes } = await found.catch((cause: unknown) => {
              throw isDatabaseAway(cause) ? cause : fail("FILE_MISSING", { file: id }, { cause });
            });
            return bytes;
          },
        },
        onCrashpoint: parts.onCrashpoint,
      },
      signal: controller.signal,
      evidence: { pictures: isDebug() ? "steps" : "failures", isWatched: running.isWatched },
      earlier: job.trigger === "start_over" ? "probed" : "trusted",
    });
  } catch (error) {
    const stack = error instanceof Error ? error.stack : String(error);
    return { ending: { kind: "failed", failure: failure("INTERNAL"), changed: false, stack }, browser: NO_BROWSER };
  }
}

function whyNotRun({ portalHosts }: AttemptParts, { job, password }: Running): Failure | undefined {
  if (!job.account?.sealedPassword) return failure("ACCOUNT_MISSING");
  if (password === undefined) return failure("INTERNAL", { reason: "the portal password could not be opened" });
  if (!isUrlAllowed(portalHosts, job.adminUrl))
    return failure("INPUT_INVALID", { problems: ["The organisation's portal address is not one we may visit"] });
  return undefined;
}

function redactStack(report: RunReport, redact: (text: string) => string): RunReport {
  const { ending } = report;
  if (ending.kind !== "failed" || !ending.stack) return report;
  return { ...report, ending: { ...ending, stack: redact(ending.stack) } };
}

type Finishing = Attempt & { report: RunReport; log: Log };

/** A run that lost its lease asks for so long whether the attempt is still its own, once the database is back. */
const FENCED_PATIENCE_MS = 60_000;

/**
 * Tries as long as the lease lives, and once more after: what it says is fenced by the epoch anyway. A run that had to
 * stop because it could not renew its lease says so when the database is back, unless somebody else has decided by then.
 */
async function finish(parts: AttemptParts, { scope, job, lease, report, log }: Finishing): Promise<void> {
  const isFenced = report.ending.kind === "fenced";
  const ending = report.ending.kind === "fenced" ? LEASE_RAN_OUT : report.ending;
  if (isFenced) parts.metrics.count("pumpd_attempts_fenced_total");
  const startedAtMs = performance.now();
  const leftMs = () => (isFenced ? FENCED_PATIENCE_MS - (performance.now() - startedAtMs) : lease.remainingMs());
  const random = Math.random();
  const write = (how: Exclude<Ending, { kind: "fenced" }>) =>
    answered(
      withScope(parts.db, scope, (tx) =>
        finishAttempt(tx, { ...job, ending: how, browser: report.browser, by: parts.by, random }),
      ),
    );
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      const ended = await write(ending).catch((error: unknown) => {
        if (isDatabaseAway(error)) throw error;
        // The ending itself does not fit our tables: that is our bug, and the job ends with it instead of hanging.
        log.error({ err: error }, "this ending could not be written");
        const stack = error instanceof Error ? error.stack : undefined;
        return write({ kind: "failed", failure: failure("INTERNAL"), changed: false, stack });
      });
      countEnding(parts, { job, report });
      parts.metrics.count("pumpd_attempts_ended_total", { type: job.type, status: ended.status ?? "gone" });
      const { kind } = report.ending;
      log.info({ status: ended.status, isOurs: ended.isOurs, ending: kind, ...codeOf(ending) }, "attempt ended");
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || leftMs() <= 0) throw error;
      log.warn({ err: error, leftMs: Math.round(leftMs()) }, "the ledger is away; trying again");
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

function countEnding({ metrics }: AttemptParts, { job, report }: Pick<Finishing, "job" | "report">): void {
  const { type } = job;
  const { ending, browser } = report;
  if (ending.kind === "failed" && FAILURE_POLICY[ending.failure.class].retries === "wait")
    metrics.count("pumpd_attempts_put_off_total", { code: ending.failure.code });
  if (browser.killed) metrics.count("pumpd_browser_kills_total", { type });
  if (browser.peakMemoryBytes > 0) metrics.observe("pumpd_browser_peak_bytes", { type }, browser.peakMemoryBytes);
}

const LEASE_RAN_OUT: Ending & { kind: "failed" } = {
  kind: "failed",
  failure: failure("DATABASE_AWAY", { reason: "the lease could not be renewed" }),
  changed: false,
};

function codeOf(ending: Ending): { code?: string } {
  return ending.kind === "failed" ? { code: ending.failure.code } : {};
}

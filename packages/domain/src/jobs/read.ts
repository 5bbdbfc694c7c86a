import { type Findings, findingsSchema, type ResultRow } from "@pumpd/automations/define";
import { type ScopedTx, tables } from "@pumpd/db";
import {
  type AttemptStatus,
  type AttemptTrigger,
  type EffectState,
  type Failure,
  type JobStatus,
  QUIET_PERIOD_MS,
  type StepKind,
  type StepStatus,
} from "@pumpd/model";
import { asc, desc, eq, sql } from "drizzle-orm";
import { type JobEvent, listJobEvents } from "./events.ts";
import { type JobDefinition, type JobLimits, type JobRegistry, jobRegistry, limitsOf } from "./job-registry.ts";
import { type JobRow, jobRowColumns, jobRowJoins, type RawJobRow, toIso, toJobRow } from "./job-row.ts";
import { isNotSeen } from "./move-inspected-job.ts";
import { readJobRecord } from "./read-job-record.ts";
import { remainingInput } from "./retry-failed-items.ts";
import { previewRetry, type RetryPreviewLine } from "./retry-preview.ts";
import type { JobRecord } from "./transition.ts";

const { attempts, workers, jobSteps, effects, artifacts, jobLogs } = tables;

export type StepRow = {
  key: string;
  title: string;
  kind: StepKind;
  usualMs: number;
  /** null: to come */
  status: StepStatus | null;
  message: string | null;
  startedAt: string | null;
  endedAt: string | null;
};

export type AttemptRow = {
  number: number;
  trigger: AttemptTrigger;
  status: AttemptStatus;
  worker: string | null;
  startedAt: string;
  endedAt: string | null;
  beatAt: string;
  isCharged: boolean;
  failure: Failure | null;
  isKilled: boolean;
  killReason: string | null;
  overdueMs: number;
  peakMemoryBytes: number | null;
  /** what held for it, in milliseconds; null for attempts older than this fact */
  limits: JobLimits | null;
  steps: StepRow[];
};

export type EffectRow = {
  id: string;
  step: string;
  item: string;
  state: EffectState;
  naturalKey: string;
  attempt: number;
  evidence: Record<string, unknown> | null;
  failure: Failure | null;
  intendedAt: string;
  sentAt: string | null;
  decidedAt: string | null;
};

export type JobDetail = JobRow & {
  definitionVersion: number;
  account: { id: string; login: string } | null;
  plan: StepRow[];
  attempts: AttemptRow[];
  effects: EffectRow[];
  events: JobEvent[];
  pictures: { id: string; kind: string; step: string | null; caption: string | null; at: string }[];
  logCount: number;
  input: Record<string, unknown>;
  result: Record<string, unknown> | null;
  resultRows: ResultRow[];
  links: { store: string | null; portal: string | null };
  limits: JobLimits;
  deadlineAt: string | null;
  parent: { id: string; shortId: string; reason: string } | null;
  /** of an inspection that compares: what it found */
  findings: Findings | null;
  /** the newest comparison of this job with the portal */
  drift: DriftRow | null;
  remainingCount: number;
  quietUntil: string | null;
  retryPreview: RetryPreviewLine[];
  now: string;
};

const NO_LIMITS: JobLimits = { runMs: 0, stepMs: 0, stallMs: 0 };

export type DriftRow = {
  id: string;
  shortId: string;
  status: JobStatus;
  failure: Failure | null;
  endedAt: string | null;
  findings: Findings | null;
};

export type ReadJob = { id: string; registry?: JobRegistry };

/** Everything the job's page shows. `id` is a uuid or a short id. Throws NOT_FOUND. */
export async function readJob(tx: ScopedTx, { id, registry = jobRegistry }: ReadJob): Promise<JobDetail> {
  const job = await readJobRecord(tx, id);
  const definition = registry.find(job.type);
  const [around, tries, ledger, events, pictures, logCount] = await Promise.all([
    readAround(tx, job),
    readAttempts(tx, job.id),
    readEffects(tx, job.id),
    listJobEvents(tx, job.id),
    listPictures(tx, job.id),
    tx.$count(jobLogs, eq(jobLogs.jobId, job.id)),
  ]);
  const now = toIso(around.now);
  const row = toJobRow(around, Date.parse(now));
  const limits = tries.at(-1)?.limits ?? (definition ? limitsOf(definition, job.input) : NO_LIMITS);
  const steps = definition?.steps ?? {};
  const newest = tries.at(-1);
  const running = job.status === "running" ? newest : undefined;
  return {
    ...row,
    definitionVersion: job.definitionVersion,
    account: job.accountId && around.login ? { id: job.accountId, login: around.login } : null,
    plan: Object.entries(steps).map(([key, step]) => planned(key, step, newest)),
    attempts: tries.map((attempt) => ({
      ...attempt,
      steps: attempt.steps.map((step) => ({ ...step, usualMs: steps[step.key]?.usualMs ?? 0 })),
    })),
    effects: ledger,
    events,
    pictures,
    logCount,
    input: job.input,
    result: job.result,
    resultRows: resultRows(definition, job),
    links: {
      store: around.store_url,
      portal: around.upstream_id ? `${around.admin_url}/restaurant/${around.upstream_id}` : null,
    },
    limits,
    deadlineAt: running ? new Date(Date.parse(running.startedAt) + limits.runMs).toISOString() : null,
    parent:
      job.parentJobId && around.parent_short_id
        ? { id: job.parentJobId, shortId: around.parent_short_id, reason: job.parentReason ?? "inspection_of" }
        : null,
    findings: findingsIn(job.result),
    drift: around.drift && driftRow(around.drift),
    remainingCount: remainingCount(definition, job),
    quietUntil: quietUntil(ledger),
    retryPreview: previewRetry({ status: job.status, steps, effects: ledger }),
    now,
  };
}

type Around = RawJobRow & {
  now: string;
  login: string | null;
  store_url: string | null;
  upstream_id: string | null;
  admin_url: string;
  parent_short_id: string | null;
  drift: RawDrift | null;
};

type RawDrift = Omit<DriftRow, "findings"> & { result: Record<string, unknown> | null };

function driftRow({ result, endedAt, ...drift }: RawDrift): DriftRow {
  return { ...drift, endedAt: toIso(endedAt), findings: findingsIn(result) };
}

function findingsIn(result: Record<string, unknown> | null): Findings | null {
  return findingsSchema.safeParse(result?.findings).data ?? null;
}

async function readAround(tx: ScopedTx, job: JobRecord): Promise<Around> {
  const [row] = await tx.execute<Around>(sql`
    select clock_timestamp() as now, ${jobRowColumns}, r.store_url, r.upstream_id, o.admin_url, p.login,
      (select parent.short_id from jobs parent where parent.id = j.parent_job_id) as parent_short_id,
      (select json_build_object('id', look.id, 'shortId', look.short_id, 'status', look.status, 'failure', look.failure,
          'endedAt', look.completed_at, 'result', look.result) from jobs look
        where look.restaurant_id = j.restaurant_id and look.parent_job_id = j.id and look.parent_reason = 'drift_of'
        order by look.created_at desc limit 1) as drift
    from jobs j ${jobRowJoins} join organisations o on o.id = j.organisation_id
      left join portal_accounts p on p.id = j.account_id
    where j.id = ${job.id}`);
  if (!row) throw new Error(`job ${job.id} went away while it was read`);
  return row;
}

async function readAttempts(tx: ScopedTx, jobId: string): Promise<AttemptRow[]> {
  const [tries, steps] = await Promise.all([
    tx
      .select({ attempt: attempts, worker: workers.host })
      .from(attempts)
      .leftJoin(workers, eq(workers.id, attempts.workerId))
      .where(eq(attempts.jobId, jobId))
      .orderBy(asc(attempts.number)),
    tx.select().from(jobSteps).where(eq(jobSteps.jobId, jobId)).orderBy(asc(jobSteps.attempt), asc(jobSteps.n)),
  ]);
  return tries.map(({ attempt, worker }) => ({
    number: attempt.number,
    trigger: attempt.trigger,
    status: attempt.status,
    worker,
    startedAt: attempt.startedAt.toISOString(),
    endedAt: attempt.endedAt?.toISOString() ?? null,
    beatAt: attempt.beatAt.toISOString(),
    isCharged: attempt.isCharged,
    failure: attempt.failure,
    isKilled: attempt.isKilled,
    killReason: attempt.killReason,
    overdueMs: attempt.overdueMs,
    peakMemoryBytes: attempt.peakMemoryBytes,
    limits: attempt.limits,
    steps: steps
      .filter((step) => step.attempt === attempt.number)
      .map((step) => ({
        key: step.key,
        title: step.title,
        kind: step.kind,
        usualMs: 0,
        status: step.status,
        message: step.message,
        startedAt: step.startedAt.toISOString(),
        endedAt: step.endedAt?.toISOString() ?? null,
      })),
  }));
}

function planned(key: string, step: JobDefinition["steps"][string], newest: AttemptRow | undefined): StepRow {
  const done = newest?.steps.find((row) => row.key === key);
  return {
    key,
    title: step.title,
    kind: step.kind,
    usualMs: step.usualMs,
    status: done?.status ?? null,
    message: done?.message ?? null,
    startedAt: done?.startedAt ?? null,
    endedAt: done?.endedAt ?? null,
  };
}

async function readEffects(tx: ScopedTx, jobId: string): Promise<EffectRow[]> {
  const rows = await tx.select().from(effects).where(eq(effects.jobId, jobId)).orderBy(asc(effects.intendedAt));
  return rows.map((row) => ({
    id: row.id,
    step: row.step,
    item: row.item,
    state: row.state,
    naturalKey: row.naturalKey,
    attempt: row.attempt,
    evidence: row.evidence,
    failure: row.failure,
    intendedAt: row.intendedAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }));
}

const SHOWN_PICTURES = 200;

async function listPictures(tx: ScopedTx, jobId: string): Promise<JobDetail["pictures"]> {
  const rows = await tx
    .select()
    .from(artifacts)
    .where(eq(artifacts.jobId, jobId))
    .orderBy(desc(artifacts.createdAt))
    .limit(SHOWN_PICTURES);
  return rows
    .reverse()
    .filter((row) => row.kind === "step" || row.kind === "failure" || row.kind === "review")
    .map(({ id, kind, step, caption, createdAt }) => ({ id, kind, step, caption, at: createdAt.toISOString() }));
}

function resultRows(definition: JobDefinition | undefined, job: JobRecord): ResultRow[] {
  if (!definition || !job.result || isNotSeen(job.result)) return [];
  // Stored by an older version, either may no longer fit; then the page shows the plain values.
  const input = definition.input.safeParse(job.input);
  const result = definition.result.safeParse(job.result);
  return input.success && result.success ? definition.resultRows(input.data, result.data) : [];
}

function remainingCount(definition: JobDefinition | undefined, job: JobRecord): number {
  if (job.status !== "completed" || job.outcome !== "partial" || job.resolvedAt) return 0;
  const input = remainingInput(definition, job);
  return input ? (definition?.itemCount?.(input) ?? 1) : 0;
}

function quietUntil(ledger: readonly EffectRow[]): string | null {
  const open = ledger.filter((effect) => effect.state === "sent" || effect.state === "unknown");
  if (open.length === 0) return null;
  const newest = Math.max(...open.map((effect) => Date.parse(effect.sentAt ?? effect.intendedAt)));
  return new Date(newest + QUIET_PERIOD_MS).toISOString();
}

import type {
  ActorKind,
  AttemptStatus,
  AttemptTrigger,
  EffectState,
  Failure,
  FailureClass,
  FailureCode,
  JobMode,
  JobStatus,
  Outcome,
  ParentReason,
  Progress,
  Repeat,
  StepKind,
  StepStatus,
  WaitKind,
} from "@pumpd/model";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, createdAt, id, updatedAt } from "./columns.ts";
import { organisationId, portalAccounts, restaurants } from "./tenants.ts";

/**
 * What staff asked for. `status` is written by one function (`domain/jobs/transition.ts`) and the enqueue function only.
 * The brief's `parameters`, `parsed_results`, `retry_count` are `input`, `result`, `tries_used` here; `stdout` and
 * `stderr` are views over `job_logs`.
 */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    organisationId: organisationId(),
    shortId: text().notNull(),
    type: text().notNull(),
    definitionVersion: integer().notNull(),
    mode: text().$type<JobMode>().notNull().default("run"),
    status: text().$type<JobStatus>().notNull().default("pending"),
    outcome: text().$type<Outcome>(),
    restaurantId: uuid().notNull(),
    accountId: uuid(),
    /** the job an inspection is about, or the one this replaces */
    parentJobId: uuid(),
    parentReason: text().$type<ParentReason>(),

    /** snapshot of what was asked, without secrets */
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    result: jsonb().$type<Record<string, unknown>>(),
    /** the row's one line once it ended well */
    summary: text(),
    failure: jsonb().$type<Failure>(),
    failureCode: text().$type<FailureCode>(),
    failureClass: text().$type<FailureClass>(),
    /** failures of one kind have one: type, code and the part of the page, computed by the database */
    failureFingerprint: text().generatedAlwaysAs(
      sql`type || ':' || failure_code || ':' || left(coalesce(failure #>> '{about,landmark}', failure #>> '{about,what}', failure #>> '{about,step}', failure #>> '{about,field}', failure #>> '{about,status}', ''), 120)`,
    ),

    priority: integer().notNull().default(0),
    /** when it should have ended, by its type and priority */
    dueAt: at().notNull().defaultNow(),
    /** its place in the line of all organisations, smaller first; see docs/order.md */
    lineAt: at().notNull().defaultNow(),
    /** not before; null is at once */
    runAt: at(),
    /** why it is not running yet, written by the claim */
    waitKind: text().$type<WaitKind>(),
    /** short id of the job waited for, or the hold's id */
    waitFor: text(),

    attempt: integer().notNull().default(1),
    triesUsed: integer().notNull().default(0),
    maxTries: integer().notNull().default(3),
    lostInARow: integer().notNull().default(0),
    trigger: text().$type<AttemptTrigger>().notNull().default("first"),
    /** raised by each claim; a worker with an older one may write nothing and send nothing */
    leaseEpoch: integer().notNull().default(0),
    progress: jsonb().$type<Progress>(),
    /** effects beyond "nothing was sent", kept so that a row can say so without reading the ledger */
    sentCount: integer().notNull().default(0),
    seenCount: integer().notNull().default(0),

    cancelRequestedAt: at(),
    cancelRequestedBy: text(),
    resolvedAt: at(),
    resolvedBy: text(),
    resolvedHow: text().$type<"dismissed" | "linked" | "by_hand" | "replaced">(),
    /** who has taken it on themselves */
    ownerId: uuid(),
    ownerName: text(),
    note: text(),

    createdByKind: text().$type<ActorKind>().notNull(),
    createdById: text().notNull(),
    createdByName: text().notNull(),
    startedAt: at(),
    completedAt: at(),
    /** time of the attempts, without waiting */
    runMs: integer().notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("jobs_scoped").on(table.organisationId, table.id),
    uniqueIndex("jobs_short_id").on(table.organisationId, table.shortId),
    uniqueIndex("jobs_open")
      .on(table.restaurantId, table.type, table.mode)
      .where(sql`status in ('pending', 'running', 'needs_review')`),
    uniqueIndex("jobs_running_account").on(table.accountId).where(sql`status = 'running'`),
    uniqueIndex("jobs_running_restaurant").on(table.restaurantId).where(sql`status = 'running'`),
    index("jobs_updated").on(table.organisationId, table.updatedAt, table.id),
    index("jobs_status").on(table.organisationId, table.status, table.updatedAt, table.id),
    index("jobs_restaurant").on(table.restaurantId, table.updatedAt, table.id),
    index("jobs_type_status").on(table.type, table.status),
    // One per filter of the lists, each in the lists' order, so that a page is read and never sorted.
    index("jobs_type").on(table.organisationId, table.type, table.updatedAt, table.id),
    index("jobs_person").on(table.organisationId, table.createdById, table.updatedAt, table.id),
    index("jobs_failure_code")
      .on(table.organisationId, table.failureCode, table.updatedAt, table.id)
      .where(sql`failure_code is not null`),
    index("jobs_failed_alike")
      .on(table.organisationId, table.failureFingerprint, table.updatedAt, table.id)
      .where(sql`status in ('failed', 'timeout') and resolved_at is null`),
    // Small ones: what is open or waits for a person does not grow with history, and neither may looking for it.
    index("jobs_pending").on(table.accountId, table.id).where(sql`status = 'pending'`),
    index("jobs_pending_due").on(table.organisationId, table.dueAt).where(sql`status = 'pending'`),
    index("jobs_ended").on(table.completedAt).where(sql`completed_at is not null`),
    // A job that goes to the archive must have no successor; without this each one would be looked for in all.
    index("jobs_parent").on(table.parentJobId).where(sql`parent_job_id is not null`),
    // The last two say whether its account is held, so that counting them reads no job.
    index("jobs_needs_you")
      .on(table.organisationId, table.updatedAt, table.id, table.failureClass, table.accountId)
      .where(sql`status = 'needs_review' or (status = 'completed' and outcome = 'partial' and resolved_at is null)`),
    index("jobs_given_up")
      .on(table.organisationId, table.updatedAt, table.id)
      .where(
        sql`(status in ('failed', 'timeout') or (status = 'completed' and outcome = 'partial')) and resolved_at is null`,
      ),
    foreignKey({
      name: "jobs_restaurant_fk",
      columns: [table.organisationId, table.restaurantId],
      foreignColumns: [restaurants.organisationId, restaurants.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "jobs_account_fk",
      columns: [table.organisationId, table.accountId],
      foreignColumns: [portalAccounts.organisationId, portalAccounts.id],
    }),
    foreignKey({
      name: "jobs_parent_fk",
      columns: [table.organisationId, table.parentJobId],
      foreignColumns: [table.organisationId, table.id],
    }),
    check(
      "jobs_status_word",
      sql`status in ('pending','running','completed','failed','timeout','needs_review','cancelled')`,
    ),
    check("jobs_completed_has_result", sql`status <> 'completed' or (outcome is not null and result is not null)`),
    check(
      "jobs_ended_has_time",
      sql`(status in ('completed','failed','timeout','cancelled')) = (completed_at is not null)`,
    ),
    check("jobs_running_has_start", sql`status <> 'running' or started_at is not null`),
  ],
);

const jobColumns = { organisationId: organisationId(), jobId: uuid().notNull() };

/** One try, one lease. Append-only but for its own ending and its heartbeat. */
export const attempts = pgTable(
  "attempts",
  {
    id: id(),
    organisationId: organisationId(),
    jobId: uuid().notNull(),
    number: integer().notNull(),
    trigger: text().$type<AttemptTrigger>().notNull(),
    status: text().$type<AttemptStatus>().notNull().default("running"),
    epoch: integer().notNull(),
    workerId: uuid().notNull(),
    definitionVersion: integer().notNull(),
    /** what held for this attempt, in milliseconds; attempts older than the column have none */
    limits: jsonb().$type<{ runMs: number; stepMs: number; stallMs: number }>(),
    leaseUntil: at().notNull(),
    beatAt: at().notNull().defaultNow(),
    progressAt: at().notNull().defaultNow(),
    isProbing: boolean().notNull().default(false),
    startedAt: createdAt(),
    endedAt: at(),
    isCharged: boolean().notNull().default(true),
    failure: jsonb().$type<Failure>(),
    /** for admins only */
    stack: text(),
    isKilled: boolean().notNull().default(false),
    killReason: text(),
    overdueMs: integer().notNull().default(0),
    peakMemoryBytes: bigint({ mode: "number" }),
  },
  (table) => [
    unique("attempts_number").on(table.jobId, table.number),
    index("attempts_lease").on(table.leaseUntil).where(sql`status = 'running'`),
    foreignKey({
      name: "attempts_job",
      columns: [table.organisationId, table.jobId],
      foreignColumns: [jobs.organisationId, jobs.id],
    }).onDelete("cascade"),
  ],
);

export const jobSteps = pgTable(
  "job_steps",
  {
    ...jobColumns,
    attempt: integer().notNull(),
    key: text().notNull(),
    n: integer().notNull(),
    of: integer().notNull(),
    kind: text().$type<StepKind>().notNull(),
    title: text().notNull(),
    status: text().$type<StepStatus>().notNull().default("running"),
    message: text(),
    data: jsonb().$type<unknown>(),
    startedAt: createdAt(),
    endedAt: at(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.attempt, table.key] }),
    foreignKey({
      name: "job_steps_job",
      columns: [table.organisationId, table.jobId],
      foreignColumns: [jobs.organisationId, jobs.id],
    }).onDelete("cascade"),
  ],
);

/** The ledger: one row per change at the portal. A row that says `intended` never arrived there. */
export const effects = pgTable(
  "effects",
  {
    id: id(),
    organisationId: organisationId(),
    jobId: uuid().notNull(),
    restaurantId: uuid().notNull(),
    step: text().notNull(),
    item: text().notNull().default(""),
    commit: text().notNull(),
    naturalKey: text().notNull(),
    repeat: text().$type<Repeat>().notNull(),
    state: text().$type<EffectState>().notNull().default("intended"),
    attempt: integer().notNull(),
    epoch: integer().notNull(),
    evidence: jsonb().$type<Record<string, unknown>>(),
    failure: jsonb().$type<Failure>(),
    /** a person allowed one more submit after an unknown outcome */
    resubmitAllowedBy: text(),
    intendedAt: createdAt(),
    sentAt: at(),
    decidedAt: at(),
  },
  (table) => [
    unique("effects_item").on(table.jobId, table.step, table.item),
    uniqueIndex("effects_never_twice")
      .on(table.restaurantId, table.commit, table.naturalKey)
      .where(sql`repeat = 'never' and state in ('intended', 'sent', 'unknown')`),
    foreignKey({
      name: "effects_job",
      columns: [table.organisationId, table.jobId],
      foreignColumns: [jobs.organisationId, jobs.id],
    }).onDelete("cascade"),
    check("effects_state_word", sql`state in ('intended','sent','observed','refused','unknown')`),
  ],
);

/** Who changed what, when and why. Append-only; the apps may insert and select. */
export const jobEvents = pgTable(
  "job_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    ...jobColumns,
    attempt: integer(),
    kind: text().notNull(),
    fromStatus: text().$type<JobStatus>(),
    toStatus: text().$type<JobStatus>(),
    actorKind: text().$type<ActorKind>().notNull(),
    actorId: text().notNull(),
    actorName: text(),
    reason: text(),
    data: jsonb().$type<Record<string, unknown>>(),
    at: createdAt(),
  },
  (table) => [
    index("job_events_job").on(table.jobId, table.id),
    foreignKey({
      name: "job_events_job_fk",
      columns: [table.organisationId, table.jobId],
      foreignColumns: [jobs.organisationId, jobs.id],
    }).onDelete("cascade"),
  ],
);

export const jobLogs = pgTable(
  "job_logs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    ...jobColumns,
    attempt: integer().notNull(),
    level: text().$type<"debug" | "info" | "warn" | "error">().notNull(),
    step: text(),
    text: text().notNull(),
    at: createdAt(),
  },
  (table) => [
    index("job_logs_job").on(table.jobId, table.id),
    foreignKey({
      name: "job_logs_job_fk",
      columns: [table.organisationId, table.jobId],
      foreignColumns: [jobs.organisationId, jobs.id],
    }).onDelete("cascade"),
  ],
);

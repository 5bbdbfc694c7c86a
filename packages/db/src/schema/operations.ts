import type { ActorKind, UploadKind } from "@pumpd/model";
import { sql } from "drizzle-orm";
import {
  bigint,
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
import { at, bytea, createdAt, id } from "./columns.ts";
import { organisationId, organisations } from "./tenants.ts";

/** Files: pictures and uploads. The bytes live in the artifact store under `storageKey`. */
export const artifacts = pgTable(
  "artifacts",
  {
    id: id(),
    organisationId: organisationId(),
    restaurantId: uuid(),
    jobId: uuid(),
    attempt: integer(),
    step: text(),
    kind: text().$type<"step" | "failure" | "review" | UploadKind>().notNull(),
    caption: text(),
    /** of an upload: what the person's computer called it */
    fileName: text(),
    storageKey: text().notNull(),
    contentType: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    expiresAt: at(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("artifacts_scoped").on(table.organisationId, table.id),
    index("artifacts_job").on(table.jobId, table.id),
    index("artifacts_expiry").on(table.expiresAt),
    index("artifacts_uploads").on(table.restaurantId, table.createdAt).where(sql`job_id is null`),
    // All that an organisation's uploads weigh, without looking at them.
    index("artifacts_upload_sizes").on(table.organisationId, table.size).where(sql`job_id is null`),
  ],
);

/** The newest live frame per job. Unlogged (see the walls migration): it may vanish with a crash. */
export const livePictures = pgTable("live_pictures", {
  jobId: uuid().primaryKey(),
  organisationId: organisationId(),
  contentType: text().notNull(),
  bytes: bytea().notNull(),
  at: createdAt(),
});

/** Somebody looks at the live picture until then; the worker writes frames only while this holds. */
export const liveWatchers = pgTable("live_watchers", {
  jobId: uuid().primaryKey(),
  organisationId: organisationId(),
  until: at().notNull(),
});

export const HOLD_SCOPES = ["account", "host", "job_type", "organisation"] as const;
export type HoldScope = (typeof HOLD_SCOPES)[number];
export const HOLD_KINDS = ["pause", "credentials", "throttle", "maintenance", "breaker", "drift", "canary"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** A reason not to start. Host and job type concern everybody and carry no organisation. */
export const holds = pgTable(
  "holds",
  {
    id: id(),
    organisationId: uuid().references(() => organisations.id, { onDelete: "cascade" }),
    scope: text().$type<HoldScope>().notNull(),
    /** account id, host name, job type or organisation id */
    key: text().notNull(),
    /** why, and so how it ends: `HOLD_KINDS` */
    kind: text().$type<HoldKind>().notNull().default("pause"),
    /** a failure code, or words of the person who placed it */
    reason: text().notNull(),
    about: jsonb().$type<Record<string, unknown>>(),
    /** ends then, or is tried then with one job (`ON_TRIAL`); null waits for a person */
    until: at(),
    createdBy: text().notNull(),
    createdAt: createdAt(),
    releasedAt: at(),
    releasedBy: text(),
  },
  (table) => [
    uniqueIndex("holds_open")
      .on(table.scope, table.key, sql`coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`released_at is null`),
  ],
);

/** What the holds on hosts and job types are decided by; shared by all organisations. A row per host and per job type. */
export const circuits = pgTable(
  "circuits",
  {
    scope: text().$type<"host" | "job_type">().notNull(),
    key: text().notNull(),
    /** failures that count, since `countingSince` (host) or in a row (job type) */
    failures: integer().notNull().default(0),
    countingSince: at().notNull().defaultNow(),
    /** how often it was opened without a good answer in between: each time for twice as long */
    openings: integer().notNull().default(0),
    /** of a host: when a job last began there, for spacing */
    lastStartAt: at(),
    /** not looked at again before then, whichever worker looks: a held host, or a job type's pages */
    nextLookAt: at(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] })],
);

/** Starts and commits at a host, for its sliding window. Unlogged (see the migration): a crash empties the window. */
export const portalUses = pgTable("portal_uses", { host: text().notNull(), at: createdAt() }, (table) => [
  index("portal_uses_window").on(table.host, table.at),
]);

/** Worker processes, by age of last beat. `poolId` is Graphile's id, to unlock what a dead one held. */
export const workers = pgTable("workers", {
  id: id(),
  host: text().notNull(),
  pid: integer().notNull(),
  version: text().notNull(),
  poolId: text(),
  slots: integer().notNull(),
  running: integer().notNull().default(0),
  /** null, or why it takes no jobs: a missing browser, a drain */
  notTaking: text(),
  /** a person wants it to take no more jobs and to hand back what runs */
  drainRequestedAt: at(),
  drainRequestedBy: text(),
  portalMs: integer(),
  portalLookedAt: at(),
  startedAt: createdAt(),
  beatAt: createdAt(),
  stoppedAt: at(),
});

export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organisationId: organisationId(),
    actorKind: text().$type<ActorKind>().notNull(),
    actorId: text().notNull(),
    actorName: text(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>(),
    requestId: text(),
    at: createdAt(),
  },
  (table) => [index("audit_log_organisation").on(table.organisationId, table.id)],
);

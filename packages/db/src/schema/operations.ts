import type { ActorKind, UploadKind } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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

/** A reason not to start. Host and job type concern everybody and carry no organisation. */
export const holds = pgTable(
  "holds",
  {
    id: id(),
    organisationId: uuid().references(() => organisations.id, { onDelete: "cascade" }),
    scope: text().$type<HoldScope>().notNull(),
    /** account id, host name, job type or organisation id */
    key: text().notNull(),
    reason: text().notNull(),
    about: jsonb().$type<Record<string, unknown>>(),
    /** releases itself then; null waits for a person */
    until: at(),
    createdBy: text().notNull(),
    createdAt: createdAt(),
    releasedAt: at(),
    releasedBy: text(),
  },
  (table) => [uniqueIndex("holds_open").on(table.scope, table.key).where(sql`released_at is null`)],
);

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

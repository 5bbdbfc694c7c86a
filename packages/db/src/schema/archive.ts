import type { ActorKind, Failure, FailureCode, JobMode, JobStatus, Outcome } from "@pumpd/model";
import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";
import { organisationId } from "./tenants.ts";

/** What is kept of a job after its time: the row, without its input, attempts, logs, events and files. */
export const jobsArchive = pgTable(
  "jobs_archive",
  {
    id: uuid().primaryKey(),
    organisationId: organisationId(),
    restaurantId: uuid().notNull(),
    shortId: text().notNull(),
    type: text().notNull(),
    mode: text().$type<JobMode>().notNull(),
    status: text().$type<JobStatus>().notNull(),
    outcome: text().$type<Outcome>(),
    summary: text(),
    result: jsonb().$type<Record<string, unknown>>(),
    failure: jsonb().$type<Failure>(),
    failureCode: text().$type<FailureCode>(),
    attempts: integer().notNull(),
    triesUsed: integer().notNull(),
    sentCount: integer().notNull(),
    seenCount: integer().notNull(),
    runMs: integer().notNull(),
    createdByKind: text().$type<ActorKind>().notNull(),
    createdById: text().notNull(),
    createdByName: text().notNull(),
    createdAt: at().notNull(),
    startedAt: at(),
    completedAt: at().notNull(),
    archivedAt: at().notNull().defaultNow(),
  },
  (table) => [
    index("jobs_archive_restaurant").on(table.organisationId, table.restaurantId, table.completedAt),
    index("jobs_archive_short_id").on(table.organisationId, table.shortId),
  ],
);

/** A job that was completed, counted once however often it was run again. Outlives the job. */
export const usageEvents = pgTable(
  "usage_events",
  {
    jobId: uuid().primaryKey(),
    organisationId: organisationId(),
    /** `2026-11`, UTC */
    month: text().notNull(),
    type: text().notNull(),
    at: at().notNull(),
  },
  (table) => [index("usage_events_month").on(table.organisationId, table.month, table.type)],
);

import type { ActorKind, JobStatus } from "@pumpd/model";
import { sql } from "drizzle-orm";
import {
  boolean,
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
import { jobs } from "./jobs.ts";
import { organisationId } from "./tenants.ts";

export type BulkVerb = "retry" | "cancel" | "dismiss";

/** One verb for many jobs: chosen at one moment, worked off by a worker, one job in one transaction. */
export const bulkActions = pgTable(
  "bulk_actions",
  {
    id: id(),
    organisationId: organisationId(),
    verb: text().$type<BulkVerb>().notNull(),
    /** the rule as the page said it: filters, or a count of ticked rows */
    rule: jsonb().$type<Record<string, unknown>>().notNull(),
    note: text(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    /** why a verb left a job alone, in its own words, and how often */
    reasons: jsonb().$type<Record<string, number>>().notNull().default({}),
    createdByKind: text().$type<ActorKind>().notNull(),
    createdById: text().notNull(),
    createdByName: text().notNull(),
    stoppedByName: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    endedAt: at(),
  },
  (table) => [
    unique("bulk_actions_scoped").on(table.organisationId, table.id),
    index("bulk_actions_open").on(table.id).where(sql`ended_at is null`),
    index("bulk_actions_organisation").on(table.organisationId, table.id),
  ],
);

/** The jobs of a bulk action, fixed when it was started. A row leaves `waiting` once, together with what was done to its job. */
export const bulkActionItems = pgTable(
  "bulk_action_items",
  {
    organisationId: organisationId(),
    bulkActionId: uuid().notNull(),
    jobId: uuid().notNull(),
    /** the job stood there when it was chosen: one that has moved since is left alone */
    chosenStatus: text().$type<JobStatus>().notNull(),
    state: text().$type<"waiting" | "done" | "skipped">().notNull().default("waiting"),
    message: text(),
  },
  (table) => [
    primaryKey({ columns: [table.bulkActionId, table.jobId] }),
    index("bulk_action_items_waiting").on(table.bulkActionId, table.jobId).where(sql`state = 'waiting'`),
    foreignKey({
      name: "bulk_action_items_action",
      columns: [table.organisationId, table.bulkActionId],
      foreignColumns: [bulkActions.organisationId, bulkActions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "bulk_action_items_job",
      columns: [table.organisationId, table.jobId],
      foreignColumns: [jobs.organisationId, jobs.id],
    }).onDelete("cascade"),
  ],
);

/** A person's own views of the jobs list. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    organisationId: organisationId(),
    userId: uuid().notNull(),
    name: text().notNull(),
    /** the list's filters, as the contract names them */
    filters: jsonb().$type<Record<string, unknown>>().notNull(),
    /** where the jobs page opens */
    isDefault: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("saved_views_name").on(table.organisationId, table.userId, table.name),
    uniqueIndex("saved_views_default").on(table.organisationId, table.userId).where(sql`is_default`),
  ],
);

/** Up to when a person has looked at what happened to their jobs. */
export const noticeLooks = pgTable(
  "notice_looks",
  {
    organisationId: organisationId(),
    userId: uuid().notNull(),
    lookedAt: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.userId] })],
);

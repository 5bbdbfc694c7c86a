import type { AlertRule } from "@pumpd/model";
import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea, createdAt, id } from "./columns.ts";
import { organisationId } from "./tenants.ts";

/** Where an organisation wants a rule to differ from its default. */
export const alertRules = pgTable(
  "alert_rules",
  {
    organisationId: organisationId(),
    rule: text().$type<AlertRule>().notNull(),
    isOn: boolean().notNull(),
    threshold: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.rule] })],
);

/** Something is wrong, once per rule and cause for as long as it is. */
export const alerts = pgTable(
  "alerts",
  {
    id: id(),
    organisationId: organisationId(),
    rule: text().$type<AlertRule>().notNull(),
    /** what it is about: a host, a job type, or nothing */
    cause: text().notNull().default(""),
    says: text().notNull(),
    firedAt: createdAt(),
    acknowledgedAt: at(),
    acknowledgedBy: text(),
    resolvedAt: at(),
    /** that it is over is told once, also when it comes and goes */
    overToldAt: at(),
  },
  (table) => [
    unique("alerts_scoped").on(table.organisationId, table.id),
    uniqueIndex("alerts_open").on(table.organisationId, table.rule, table.cause).where(sql`resolved_at is null`),
    index("alerts_newest").on(table.organisationId, table.id),
  ],
);

/** Whom an organisation's alerts are sent to. A Slack-style address is a secret by itself, so it is sealed as a whole. */
export const alertChannels = pgTable(
  "alert_channels",
  {
    id: id(),
    organisationId: organisationId(),
    kind: text().$type<"email" | "webhook">().notNull(),
    /** the mail address, or the host of the webhook */
    label: text().notNull(),
    sealedUrl: bytea(),
    keyId: text(),
    createdAt: createdAt(),
    removedAt: at(),
  },
  (table) => [unique("alert_channels_scoped").on(table.organisationId, table.id)],
);

/** One message to one channel; worked off by a worker. */
export const alertMessages = pgTable(
  "alert_messages",
  {
    id: id(),
    organisationId: organisationId(),
    channelId: uuid().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    state: text().$type<"waiting" | "sent" | "given_up">().notNull().default("waiting"),
    tries: integer().notNull().default(0),
    nextAt: at().notNull().defaultNow(),
    problem: text(),
    createdAt: createdAt(),
  },
  (table) => [
    index("alert_messages_due").on(table.nextAt).where(sql`state = 'waiting'`),
    index("alert_messages_channel").on(table.organisationId, table.channelId, table.id),
    foreignKey({
      name: "alert_messages_channel_fk",
      columns: [table.organisationId, table.channelId],
      foreignColumns: [alertChannels.organisationId, alertChannels.id],
    }).onDelete("cascade"),
  ],
);

import type { ApiKeyScope, Role, WebhookEvent } from "@pumpd/model";
import { sql } from "drizzle-orm";
import {
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
import { at, bytea, createdAt, id } from "./columns.ts";
import { organisationId } from "./tenants.ts";

/** A program's way in. Only a hash of the key is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    organisationId: organisationId(),
    name: text().notNull(),
    /** the first characters, shown so that people can tell keys apart */
    prefix: text().notNull(),
    hash: text().notNull().unique(),
    scopes: text().array().$type<ApiKeyScope[]>().notNull().default(sql`'{jobs:read,jobs:run}'`),
    createdBy: uuid().notNull(),
    lastUsedAt: at(),
    expiresAt: at(),
    revokedAt: at(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("api_keys_scoped").on(table.organisationId, table.id),
    index("api_keys_organisation").on(table.organisationId),
  ],
);

/** What a program was answered to a request it named with an `Idempotency-Key`, so that asking again does nothing twice. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organisationId: organisationId(),
    apiKeyId: uuid().notNull(),
    key: text().notNull(),
    /** of method, address and body: the same name for another request is a mistake of the program's */
    requestHash: text().notNull(),
    status: integer(),
    body: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.apiKeyId, table.key] }),
    foreignKey({
      name: "idempotency_keys_api_key",
      columns: [table.organisationId, table.apiKeyId],
      foreignColumns: [apiKeys.organisationId, apiKeys.id],
    }).onDelete("cascade"),
  ],
);

/** Where a program wants to be told how jobs ended. Its signing secret is sealed to the worker's key. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: id(),
    organisationId: organisationId(),
    url: text().notNull(),
    events: text().array().$type<WebhookEvent[]>().notNull(),
    sealedSecret: bytea().notNull(),
    keyId: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: createdAt(),
    removedAt: at(),
  },
  (table) => [
    unique("webhooks_scoped").on(table.organisationId, table.id),
    index("webhooks_organisation").on(table.organisationId),
  ],
);

/** One telling of one event. The log that people see, and the queue that the worker works off. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id(),
    organisationId: organisationId(),
    webhookId: uuid().notNull(),
    jobId: uuid().notNull(),
    event: text().$type<WebhookEvent>().notNull(),
    /** how the job stood then, without inputs and results */
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text().$type<"waiting" | "delivered" | "given_up">().notNull().default("waiting"),
    tries: integer().notNull().default(0),
    /** not before; while one is under way, when another worker may take it */
    nextAt: at().notNull().defaultNow(),
    lastTriedAt: at(),
    /** what the receiver answered, when it did */
    httpStatus: integer(),
    /** why the last try did not count, in words */
    problem: text(),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({
      name: "webhook_deliveries_webhook",
      columns: [table.organisationId, table.webhookId],
      foreignColumns: [webhooks.organisationId, webhooks.id],
    }).onDelete("cascade"),
    index("webhook_deliveries_due").on(table.nextAt).where(sql`state = 'waiting'`),
    index("webhook_deliveries_log").on(table.organisationId, table.webhookId, table.id),
  ],
);

/** A way in for one person who has none yet. Only a hash of the link's token is kept. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    organisationId: organisationId(),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    tokenHash: text().notNull().unique(),
    invitedBy: text().notNull(),
    createdAt: createdAt(),
    expiresAt: at().notNull(),
    acceptedAt: at(),
    revokedAt: at(),
  },
  (table) => [
    uniqueIndex("invitations_open")
      .on(table.organisationId, table.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
);

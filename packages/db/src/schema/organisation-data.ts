import type { ActorKind } from "@pumpd/model";
import { bigint, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, id } from "./columns.ts";
import { organisationId } from "./tenants.ts";

/** Everything an organisation has, asked for as one archive; made by a worker and kept for a while. */
export const organisationExports = pgTable(
  "organisation_exports",
  {
    id: id(),
    organisationId: organisationId(),
    state: text().$type<"waiting" | "working" | "ready" | "failed" | "expired">().notNull().default("waiting"),
    /** in the artifact store; null when there is no file (any more) */
    storageKey: text(),
    bytes: bigint({ mode: "number" }),
    askedById: text().notNull(),
    askedByName: text().notNull(),
    createdAt: createdAt(),
    /** a worker works on it since then; one that went away is followed by another */
    takenAt: at(),
    endedAt: at(),
    expiresAt: at(),
  },
  (table) => [
    unique("organisation_exports_scoped").on(table.organisationId, table.id),
    index("organisation_exports_newest").on(table.organisationId, table.createdAt),
  ],
);

/**
 * What is left of an organisation that was deleted: that it was, by whom and when. No tenant's table, because it outlives
 * its tenant; only the worker reads it.
 */
export const deletedOrganisations = pgTable("deleted_organisations", {
  /** the organisation's own id */
  id: uuid().primaryKey(),
  name: text().notNull(),
  actorKind: text().$type<ActorKind>().notNull(),
  actorId: text().notNull(),
  actorName: text(),
  requestId: text(),
  askedAt: createdAt(),
  /** null while a worker is still at it */
  erasedAt: at(),
  /** what it had: rows per table */
  counts: jsonb().$type<Record<string, number>>().notNull(),
});

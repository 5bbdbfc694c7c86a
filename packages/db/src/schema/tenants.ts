import type { ActorKind, Country, WeekHours } from "@pumpd/model";
import {
  bigint,
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
import { at, bytea, createdAt, id, updatedAt } from "./columns.ts";

export const organisations = pgTable("organisations", {
  id: id(),
  name: text().notNull(),
  /** the portal this organisation works at, for example https://admin.pumpd.example */
  adminUrl: text().notNull(),
  country: text().$type<Country>().notNull().default("NZ"),
  timezone: text().notNull().default("Pacific/Auckland"),
  /** the most jobs that may wait at once; only the owner of the database changes it */
  maxWaitingJobs: integer().notNull().default(2_000),
  /** the most bytes of uploaded files; only the owner of the database changes it */
  maxUploadBytes: bigint({ mode: "number" })
    .notNull()
    .default(2 * 1024 ** 3),
  archivedAt: at(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const organisationId = () =>
  uuid()
    .notNull()
    .references(() => organisations.id, { onDelete: "cascade" });

/** A portal login. The password is sealed to the worker's key: web can store it and never read it. */
export const portalAccounts = pgTable(
  "portal_accounts",
  {
    id: id(),
    organisationId: organisationId(),
    /** exactly as typed: the portal compares case-sensitively */
    login: text().notNull(),
    /** lower case, for finding doubles */
    loginKey: text().notNull(),
    sealedPassword: bytea(),
    keyId: text(),
    /** raised by each new password; part of the seal's AAD */
    version: integer().notNull().default(0),
    state: text().$type<"not_tried" | "works" | "refused" | "locked">().notNull().default("not_tried"),
    lastSignedInAt: at(),
    passwordSetAt: at(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("portal_accounts_scoped").on(table.organisationId, table.id),
    uniqueIndex("portal_accounts_login").on(table.organisationId, table.loginKey),
  ],
);

export const restaurants = pgTable(
  "restaurants",
  {
    id: id(),
    organisationId: organisationId(),
    name: text().notNull(),
    /** lower case without marks, for search */
    nameKey: text().notNull(),
    /** wished for until registered, then what the portal showed */
    subdomain: text(),
    address: text(),
    phone: text(),
    openingHours: jsonb().$type<WeekHours>(),
    country: text().$type<Country>().notNull().default("NZ"),
    timezone: text().notNull().default("Pacific/Auckland"),
    accountId: uuid(),
    /** the portal's id, read back */
    upstreamId: text(),
    storeUrl: text(),
    source: text().notNull().default("person"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("restaurants_scoped").on(table.organisationId, table.id),
    foreignKey({
      name: "restaurants_account",
      columns: [table.organisationId, table.accountId],
      foreignColumns: [portalAccounts.organisationId, portalAccounts.id],
    }),
    index("restaurants_of_account").on(table.organisationId, table.accountId),
    index("restaurants_name").on(table.organisationId, table.nameKey, table.id),
    uniqueIndex("restaurants_upstream").on(table.organisationId, table.upstreamId),
  ],
);

/** What people tell each other about a place, each in their own name. Never changed; taken away whole. */
export const restaurantNotes = pgTable(
  "restaurant_notes",
  {
    id: id(),
    organisationId: organisationId(),
    restaurantId: uuid().notNull(),
    text: text().notNull(),
    authorKind: text().$type<ActorKind>().notNull(),
    authorId: text().notNull(),
    authorName: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index("restaurant_notes_restaurant").on(table.restaurantId, table.id),
    foreignKey({
      name: "restaurant_notes_restaurant_fk",
      columns: [table.organisationId, table.restaurantId],
      foreignColumns: [restaurants.organisationId, restaurants.id],
    }).onDelete("cascade"),
  ],
);

/** What has been seen at the portal, and by which job. A milestone never goes back on its own. */
export const restaurantMilestones = pgTable(
  "restaurant_milestones",
  {
    organisationId: organisationId(),
    restaurantId: uuid().notNull(),
    milestone: text().notNull(),
    jobId: uuid().notNull(),
    summary: text(),
    seenAt: at().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.restaurantId, table.milestone] }),
    foreignKey({
      name: "restaurant_milestones_restaurant",
      columns: [table.organisationId, table.restaurantId],
      foreignColumns: [restaurants.organisationId, restaurants.id],
    }).onDelete("cascade"),
  ],
);

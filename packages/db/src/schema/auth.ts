import type { Role } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, updatedAt } from "./columns.ts";

/** People and their sessions stand outside the tenants. Only the web role may enter. Field names are better-auth's. */
export const auth = pgSchema("auth");

const id = () => uuid().primaryKey().default(sql`uuidv7()`);

export const users = auth.table("users", {
  id: id(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  isPlatformAdmin: boolean().notNull().default(false),
  disabledAt: at(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const sessions = auth.table(
  "sessions",
  {
    id: id(),
    token: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** which of the person's organisations is on screen; checked against the membership on every request */
    activeOrganisationId: uuid(),
    expiresAt: at().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** better-auth's word for a way to sign in; not a portal account. */
export const accounts = auth.table(
  "accounts",
  {
    id: id(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: at(),
    refreshTokenExpiresAt: at(),
    scope: text(),
    password: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("accounts_user").on(table.userId)],
);

export const verifications = auth.table("verifications", {
  id: id(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: at().notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const rateLimits = auth.table("rate_limits", {
  id: id(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: bigint({ mode: "number" }).notNull(),
});

export const memberships = auth.table(
  "memberships",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    organisationId: uuid().notNull(),
    role: text().$type<Role>().notNull(),
    /** access taken away, counted from the next request on; the person stays in the list */
    disabledAt: at(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.organisationId] }),
    index("memberships_organisation").on(table.organisationId),
  ],
);

import type { ExtractTablesWithRelations } from "drizzle-orm";
import { type Column, sql } from "drizzle-orm";
import type { PgTransaction } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { watchedSocketTo } from "./end-when-unanswered.ts";
import * as schema from "./schema/index.ts";

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
type Transaction = PgTransaction<PostgresJsQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>;

/** Either of the two: a connection pool or a transaction on it. */
export type Queryable = Pick<Database, "execute" | "select" | "insert" | "update" | "delete" | "with" | "$with">;

/** What a transaction can begin on: a pool, or another transaction (as a savepoint). */
export type Transactor = Pick<Database, "transaction">;

declare const scoped: unique symbol;
declare const authority: unique symbol;

/**
 * The right to act inside one organisation. Only the membership check, the API-key check, an invitation's link and the
 * worker's claim make one (`makeScope`); it is not serialised, stored or taken from input.
 */
export type OrgScope = { readonly organisationId: string; readonly [authority]: true };

/** A transaction inside one organisation. Verbs take this, so what must be true together is one transaction. */
export type ScopedTx = Transaction & { readonly [scoped]: OrgScope; readonly scope: OrgScope };

/** The one cast behind `OrgScope`; a lint rule keeps its callers to these checks and the tests. */
export function makeScope(organisationId: string): OrgScope {
  return { organisationId } as OrgScope;
}

export type ConnectOptions = {
  /** connections, default 10 */
  max?: number;
  applicationName: string;
  /** default 30 s; a statement that takes longer is cancelled */
  statementTimeoutMs?: number;
  /**
   * A connection that leaves a question unanswered for so long is ended, and the question fails as if the server had gone;
   * more than `statementTimeoutMs`. The server then drops what that connection held. Without it a half-open connection
   * holds its caller for ever.
   */
  answerMs?: number;
  /** what the server remarks beside its answers; by default nobody hears it */
  onNotice?: (message: string) => void;
};

export function connect(
  url: string,
  { max = 10, applicationName, statementTimeoutMs = 30_000, answerMs, onNotice }: ConnectOptions,
): Database {
  const socket = answerMs === undefined ? undefined : watchedSocketTo(url, answerMs);
  const client = postgres(url, {
    max,
    onnotice: ({ message }) => onNotice?.(String(message)),
    connect_timeout: 5,
    idle_timeout: 60,
    // The driver reads this option; its types do not know it.
    ...(socket && { socket }),
    connection: {
      application_name: applicationName,
      statement_timeout: statementTimeoutMs,
      ...(answerMs !== undefined && { idle_in_transaction_session_timeout: answerMs * 2 }),
    },
  });
  return drizzle(client, { schema, casing: "snake_case" });
}

export async function disconnect(db: Database): Promise<void> {
  await db.$client.end({ timeout: 5 });
}

/** The only door to tenant rows, for reads too: row level security sees this organisation and no other. */
export async function withScope<T>(db: Transactor, scope: OrgScope, work: (tx: ScopedTx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    // Not awaited on its own: the driver sends it with the first statement of `work`.
    const entered = tx.execute(sql`select ${entering(scope.organisationId)}`).execute();
    const [, result] = await Promise.all([entered, work(scopedTo(tx, scope))]);
    return result;
  });
}

/**
 * For the worker's claim, whose wake-up names a job and not whose it is: `find` looks from outside of every organisation
 * and enters the one it has found by selecting `entering(organisationId)`, so that both are one statement. Answers
 * undefined when nothing was found.
 */
export async function withFoundScope<Found extends { organisationId: string }, T>(
  db: Transactor,
  find: (outside: Queryable, enter: typeof entering) => Promise<Found | undefined>,
  work: (tx: ScopedTx, found: Found) => Promise<T>,
): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    const found = await find(tx, entering);
    return found && work(scopedTo(tx, makeScope(found.organisationId)), found);
  });
}

/** Enters an organisation for the rest of the transaction. */
function entering(organisationId: string | Column) {
  return sql<string>`set_config('app.organisation_id', ${organisationId}::text, true)`;
}

function scopedTo(tx: Transaction, scope: OrgScope): ScopedTx {
  return Object.assign(tx, { scope }) as unknown as ScopedTx;
}

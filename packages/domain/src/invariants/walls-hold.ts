import { type Database, tables } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";
import type { Violation } from "./violation.ts";

type TenantTable = { name: string; key: string };

/** Looks as each app's role from inside one organisation, the way a forgotten `where` would. */
export const wallsHold: Invariant = {
  id: "I10",
  holds: "From inside one organisation no row of another can be read, in any table that has organisations.",
  check: async ({ db }) => {
    const organisations = await db.select({ id: tables.organisations.id }).from(tables.organisations).limit(3);
    const tenantTables = await listTenantTables(db);
    const open = await db.execute<{ name: string }>(sql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)`);
    const found: Violation[] = open.map(({ name }) => ({
      invariant: "I10",
      says: `The table ${name} has organisations and no forced row level security.`,
    }));
    for (const role of ["pumpd_web", "pumpd_worker"])
      for (const { id } of organisations) found.push(...(await look({ db, role, organisationId: id, tenantTables })));
    return found;
  },
};

async function listTenantTables(db: Database): Promise<TenantTable[]> {
  const rows = await db.execute<{ name: string; key: string }>(sql`
    select c.relname as name, case when c.relname = 'organisations' then 'id' else 'organisation_id' end as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and exists (
      select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
        and a.attname = case when c.relname = 'organisations' then 'id' else 'organisation_id' end)`);
  return [...rows];
}

type Look = { db: Database; role: string; organisationId: string; tenantTables: TenantTable[] };

async function look({ db, role, organisationId, tenantTables }: Look): Promise<Violation[]> {
  return db.transaction(async (tx) => {
    const readable = await tx.execute<{ name: string }>(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and has_table_privilege(${role}, oid, 'select')`);
    const names = new Set(readable.map(({ name }) => name));
    await tx.execute(sql`set local role ${sql.identifier(role)}`);
    await tx.execute(sql`select set_config('app.organisation_id', ${organisationId}, true)`);
    const found: Violation[] = [];
    for (const { name, key } of tenantTables.filter((table) => names.has(table.name))) {
      const [row] = await tx.execute<{ strangers: number }>(
        sql`select count(*)::int as strangers from (select 1 from ${sql.identifier(name)} where ${sql.identifier(key)} <> ${organisationId} limit 1) s`,
      );
      if (row && row.strangers > 0)
        found.push({
          invariant: "I10",
          says: `${role} inside one organisation can read another's rows in ${name}.`,
          detail: { organisationId },
        });
    }
    return found;
  });
}

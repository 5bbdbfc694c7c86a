import postgres from "postgres";

/** Makes the database if it is not there yet, and returns the same URL pointing at it. */
export async function ensureDatabase({ adminUrl, name }: { adminUrl: string; name: string }): Promise<string> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`.catch(ignoreDuplicate);
  } finally {
    await sql.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

// 42P04 and 23505: another starter made it between our look and our try.
function ignoreDuplicate(error: unknown): void {
  const code = error instanceof postgres.PostgresError ? error.code : undefined;
  if (code !== "42P04" && code !== "23505") throw error;
}

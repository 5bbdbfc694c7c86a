import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { ChaosInvariant, ChaosViolation } from "./look.ts";

type Spelling = { name: string; text: string };

/** A run of hundreds of jobs has thousands of words to look for; one question about all would outlast its limit. */
const WORDS_PER_QUERY = 200;

export const secretsStaySealed: ChaosInvariant = {
  id: "I9",
  holds: "No portal password is anywhere but sealed: not in a table, a log or a picture, in no common spelling.",
  check: async ({ db, secrets, files }) => {
    const spellings = secrets.flatMap(spell);
    if (spellings.length === 0) return [];
    const found: ChaosViolation[] = [];
    for (const { name, bytes } of files) {
      const text = Buffer.from(bytes).toString("latin1");
      for (const spelling of spellings) if (text.includes(spelling.text)) found.push(leakOf(name, spelling));
    }
    for (const table of await listTables(db))
      for (let at = 0; at < spellings.length; at += WORDS_PER_QUERY)
        found.push(...(await search(db, table, spellings.slice(at, at + WORDS_PER_QUERY))));
    return found;
  },
};

function spell(secret: string): Spelling[] {
  const all = [
    { name: "plain", text: secret },
    { name: "percent-encoded", text: encodeURIComponent(secret) },
    { name: "base64", text: Buffer.from(secret).toString("base64").replace(/=+$/, "") },
    { name: "hex", text: Buffer.from(secret).toString("hex") },
    { name: "JSON", text: JSON.stringify(secret).slice(1, -1) },
  ];
  return all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);
}

async function listTables(db: Database): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'auth', 'graphile_worker')`);
  return rows.map(({ name }) => name);
}

async function search(db: Database, table: string, spellings: readonly Spelling[]): Promise<ChaosViolation[]> {
  // Names come quoted from the catalogue. As JSON, because a row's own text doubles quotes and backslashes, and a password
  // with either would not be found.
  const rows = await db.execute<{ word: string }>(sql`
    with lines as materialized (select to_jsonb(t)::text as line from ${sql.raw(table)} t)
    select distinct word from lines, unnest(${sql.param(spellings.map(({ text }) => text))}::text[]) word
    where position(word in line) > 0`);
  return rows.map(({ word }) =>
    leakOf(table, spellings.find(({ text }) => text === word) ?? { name: "some", text: word }),
  );
}

/** Says where and in which spelling, never the secret. */
function leakOf(where: string, { name }: Spelling): ChaosViolation {
  return {
    invariant: "I9",
    counts: "other",
    says: `A portal password stands in ${where}.`,
    detail: { spelling: name },
  };
}

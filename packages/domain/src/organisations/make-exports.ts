import { PassThrough, Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Database, makeScope, type OrgScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { ZipFile } from "yazl";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";
import { EXPORTED_TABLES } from "./exported-tables.ts";

const { organisationExports, artifacts } = tables;

const ROWS_AT_A_TIME = 500;
const KEPT_DAYS = 7;
/** A worker that has had one for so long went away. */
const TAKEN_MINUTES = 60;

export type MakeExports = { store: ArtifactStore; onError: (error: unknown) => void };

/**
 * Makes the next archive that was asked for, if there is one: a ZIP with a file of JSON lines per table and every stored
 * file below `files/`. Removes those whose time is over. Several workers may do this side by side; each archive is made
 * once. Answers how many were made. Needs the worker role.
 */
export async function makeExports(db: Database, { store, onError }: MakeExports): Promise<number> {
  await removeOld(db, store);
  const taken = await takeNext(db);
  if (!taken) return 0;
  const { id, organisation_id } = taken;
  const storageKey = `${organisation_id}/exports/${id}.zip`;
  try {
    const bytes = await writeArchive(db, { scope: makeScope(organisation_id), store, storageKey });
    const isThere = await end(db, { id, state: "ready", storageKey, bytes });
    // The organisation was deleted meanwhile.
    if (!isThere) await store.remove(storageKey);
    return 1;
  } catch (error) {
    onError(error);
    await end(db, { id, state: "failed", storageKey: null, bytes: null });
    return 0;
  }
}

type Taken = { id: string; organisation_id: string };

async function takeNext(db: Database): Promise<Taken | undefined> {
  const [taken] = await db.execute<Taken>(sql`
    update organisation_exports set state = 'working', taken_at = clock_timestamp()
    where id = (select id from organisation_exports
      where state = 'waiting' or (state = 'working' and taken_at < now() - make_interval(mins => ${TAKEN_MINUTES}))
      order by created_at limit 1 for update skip locked)
    returning id, organisation_id`);
  return taken;
}

type Ended = { id: string; state: "ready" | "failed"; storageKey: string | null; bytes: number | null };

async function end(db: Database, { id, ...ended }: Ended): Promise<boolean> {
  const written = await db
    .update(organisationExports)
    .set({
      ...ended,
      endedAt: sql`clock_timestamp()`,
      ...(ended.storageKey && { expiresAt: sql`clock_timestamp() + make_interval(days => ${KEPT_DAYS})` }),
    })
    .where(eq(organisationExports.id, id))
    .returning({ id: organisationExports.id });
  return written.length > 0;
}

async function removeOld(db: Database, store: ArtifactStore): Promise<void> {
  const old = await db
    .update(organisationExports)
    .set({ state: "expired" })
    .where(sql`${organisationExports.expiresAt} < clock_timestamp() and ${organisationExports.storageKey} is not null`)
    .returning({ id: organisationExports.id, storageKey: organisationExports.storageKey });
  for (const { id, storageKey } of old) {
    if (storageKey) await store.remove(storageKey);
    await db.update(organisationExports).set({ storageKey: null }).where(eq(organisationExports.id, id));
  }
}

type Archive = { scope: OrgScope; store: ArtifactStore; storageKey: string };

/** Piece by piece from the database to the store: nothing of it is ever whole in memory but one file at a time. */
async function writeArchive(db: Database, { scope, store, storageKey }: Archive): Promise<number> {
  const zip = new ZipFile();
  for (const [table, secrets] of Object.entries(EXPORTED_TABLES))
    addStream(zip, `${table}.jsonl`, () => linesOf(db, { scope, rows: rowsOf(scope, { table, secrets }) }));
  addStream(zip, "team.jsonl", () => linesOf(db, { scope, rows: TEAM }));
  for await (const { id, key } of filesOf(db, scope))
    addStream(zip, `files/${id}${key.slice(key.lastIndexOf("."))}`, () => Readable.from(bytesOf(store, key)));
  zip.end();
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  // What cannot be read ends the archive, and so its writing: half of one must not look like a whole one.
  zip.on("error", (error: Error) => counted.destroy(error));
  zip.outputStream.pipe(counted);
  await store.writeFrom(storageKey, counted);
  return bytes;
}

function addStream(zip: ZipFile, name: string, open: () => Readable): void {
  zip.addReadStreamLazy(name, (answer) => answer(null, open()));
}

type Lines = { scope: OrgScope; rows: SQL };

/** People stand outside of the tenants: who is of this one is a question of its own, without passwords and sessions. */
const TEAM = sql`select to_jsonb(t)::text as line from app.team_for_export() t`;

function rowsOf({ organisationId }: OrgScope, { table, secrets }: { table: string; secrets: readonly string[] }): SQL {
  const key = table === "organisations" ? "id" : "organisation_id";
  return sql`select (to_jsonb(t) - ${sql.param([...secrets])}::text[])::text as line from ${sql.identifier(table)} t
    where t.${sql.identifier(key)} = ${organisationId}`;
}

/** Each table as it is at one moment, read through a cursor in a transaction of its own. */
function linesOf(db: Database, { scope, rows }: Lines): Readable {
  const out = new PassThrough();
  withScope(db, scope, (tx) => pipeline(readLines(tx, rows), out)).catch((error: Error) => out.destroy(error));
  return out;
}

async function* readLines(tx: ScopedTx, rows: SQL): AsyncGenerator<string> {
  await tx.execute(sql`declare exported no scroll cursor for ${rows}`);
  for (;;) {
    const some = await tx.execute<{ line: string }>(sql`fetch ${sql.raw(String(ROWS_AT_A_TIME))} from exported`);
    if (some.length === 0) return;
    yield some.map(({ line }) => `${line}\n`).join("");
  }
}

async function* filesOf(db: Database, scope: OrgScope): AsyncGenerator<{ id: string; key: string }> {
  let after: string | undefined;
  for (;;) {
    const rows = await withScope(db, scope, (tx) =>
      tx
        .select({ id: artifacts.id, key: artifacts.storageKey })
        .from(artifacts)
        .where(after === undefined ? undefined : gt(artifacts.id, after))
        .orderBy(asc(artifacts.id))
        .limit(ROWS_AT_A_TIME),
    );
    yield* rows;
    after = rows.at(-1)?.id;
    if (rows.length < ROWS_AT_A_TIME) return;
  }
}

/** Gone meanwhile, as pictures go after their time: an empty file beside its row. */
async function* bytesOf(store: ArtifactStore, key: string): AsyncGenerator<Uint8Array> {
  const bytes = await store.read(key);
  if (bytes) yield bytes;
}

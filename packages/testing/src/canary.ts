/**
 * Every portal password that tests make carries this mark, and nothing else does. After a suite every place where text
 * could have gone is searched for it, in each form it might have travelled in. Written apart from the product's own
 * redaction, which is what it judges. No quotes and spaces in it: PostgreSQL doubles those when it prints a row.
 */
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";

const MARK = "Tūī&7k/é+xCanary";

/** Of one test alone. The end is there to be escaped. */
export function newPortalPassword(): string {
  return `${MARK}${randomBytes(6).toString("hex")}"\\ %`;
}

type Form = { name: string; text: string };

const FORMS = formsOf(MARK);

function formsOf(secret: string): Form[] {
  const unicode = escapeUnicode(secret);
  const forms: Form[] = [
    { name: "plain", text: secret },
    { name: "URL-encoded", text: encodeURIComponent(secret) },
    { name: "URL-encoded path", text: encodeURI(secret) },
    { name: "form-encoded", text: new URLSearchParams([["", secret]]).toString().slice(1) },
    { name: "JSON-escaped", text: unicode },
    { name: "JSON-escaped twice", text: unicode.replaceAll("\\", "\\\\") },
    { name: "hex", text: Buffer.from(secret).toString("hex") },
    ...[0, 1, 2].flatMap((offset) => {
      const text = base64At(secret, offset);
      return [
        { name: "base64", text },
        { name: "base64url", text: text.replaceAll("+", "-").replaceAll("/", "_") },
      ];
    }),
  ];
  return forms.filter(({ text }, index) => forms.findIndex((other) => other.text === text) === index);
}

function escapeUnicode(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** In a longer text it may begin at any of three places of a group; only what it alone decides is searched for. */
function base64At(secret: string, offset: number): string {
  const bytes = Buffer.from(secret);
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

/** In which form the mark stands in a text; undefined: it does not. */
export function findCanary(text: string): string | undefined {
  return FORMS.find((form) => text.includes(form.text))?.name;
}

/** Throws and names the place and the form, never the secret. */
export function refuseCanary(text: string, where: string): void {
  const form = findCanary(text);
  if (form) throw new Error(`A portal password leaked, ${form}, into ${where}.`);
}

/** Larger tables are made by seeds of a million rows, which know no password. */
const LARGEST_TABLE_BYTES = 32 * 1024 * 1024;

/** Every row of every table, the queue's and the sessions' too. Throws as `refuseCanary` does. */
export async function refuseCanaryInDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'auth', 'graphile_worker')
        and pg_relation_size(c.oid) between 1 and ${LARGEST_TABLE_BYTES}`;
    const texts = FORMS.map(({ text }) => text);
    for (const { name } of tables) {
      const [hit] = await sql<{ form: string }[]>`
        select form from ${sql.unsafe(name)} t, unnest(${texts}::text[]) form where position(form in t::text) > 0 limit 1`;
      if (hit) refuseCanary(hit.form, `the table ${name}`);
    }
  } finally {
    await sql.end();
  }
}

/** Every file below a directory. Throws as `refuseCanary` does. */
export function refuseCanaryInFiles(dir: string): void {
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    // Pictures and profiles are no UTF-8; the mark's bytes are looked for as they are, its other forms are ASCII.
    const form = FORMS.find(({ text }) => bytes.includes(text));
    if (form) refuseCanary(form.text, `the file ${file}`);
  }
}

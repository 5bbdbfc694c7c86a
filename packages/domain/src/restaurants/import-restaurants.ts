import { type ScopedTx, tables } from "@pumpd/db";
import { inArray, or } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { invalidInput } from "../errors.ts";
import { createRestaurant } from "./create-restaurant.ts";
import type { RestaurantColumn } from "./import-columns.ts";
import { nameKey } from "./name-key.ts";
import { type CsvRow, type RowProblem, readRestaurantsCsv } from "./read-restaurants-csv.ts";

/** What a row would become. `double`: something alike is there, or stands further up in the file. */
export type ImportRowState = "ready" | "problem" | "double";

export type ImportRow = {
  n: number;
  state: ImportRowState;
  cells: Partial<Record<RestaurantColumn, string>>;
  problems: RowProblem[];
  /** the restaurant that is there already, or the earlier row of the file */
  double: { name: string; id: string | null; row: number | null } | null;
  /** once it was added */
  id: string | null;
};

export type ImportAnswer = { rows: ImportRow[]; unread: string[]; refusal: string | null };

export type ImportRequest = { by: By; csv: string; doubles: readonly number[] };

/** Looks a file through and changes nothing. */
export async function previewImport(tx: ScopedTx, csv: string): Promise<ImportAnswer> {
  return (await judge(tx, csv)).answer;
}

/**
 * Adds every row that is ready, and of the doubles those whose row numbers a person has named, in one transaction. Rows
 * with problems stay out and come back as they were. Throws INVALID_INPUT when the file as a whole cannot be read.
 */
export async function importRestaurants(tx: ScopedTx, { by, csv, doubles }: ImportRequest): Promise<ImportAnswer> {
  const { answer, rows, accountIds } = await judge(tx, csv);
  if (answer.refusal) throw invalidInput({ csv: answer.refusal });
  const added: ImportRow[] = [];
  for (const [at, row] of answer.rows.entries()) {
    const source = rows[at];
    const isWanted = row.state === "ready" || (row.state === "double" && doubles.includes(row.n));
    if (!source || !isWanted) {
      added.push(row);
      continue;
    }
    const accountId = source.login ? accountIds.get(source.login.toLowerCase()) : undefined;
    const { id } = await createRestaurant(tx, { by, ...source.fields, accountId, note: source.note });
    added.push({ ...row, id });
  }
  const count = added.filter(({ id }) => id !== null).length;
  await writeAudit(tx, {
    by,
    action: "restaurant.import",
    target: { kind: "organisation", id: tx.scope.organisationId },
    data: { added: count, leftOut: added.length - count },
  });
  return { ...answer, rows: added };
}

type Judged = { answer: ImportAnswer; rows: CsvRow[]; accountIds: ReadonlyMap<string, string> };

async function judge(tx: ScopedTx, csv: string): Promise<Judged> {
  const { rows, unread, refusal } = readRestaurantsCsv(csv);
  const accountIds = await findAccounts(tx, rows);
  const alike = new Alike(await findKnown(tx, rows));
  const answer = { unread, refusal: refusal ?? null, rows: [] as ImportRow[] };
  for (const row of rows) {
    const problems = [...row.problems];
    if (row.login && !accountIds.has(row.login.toLowerCase()))
      problems.push({
        column: "account",
        message: `There is no portal account “${row.login}”. Add it first, or leave it empty`,
      });
    const double = alike.findAndRemember(row);
    const state = problems.length > 0 ? "problem" : double ? "double" : "ready";
    answer.rows.push({ n: row.n, state, cells: row.cells, problems, double, id: null });
  }
  return { answer, rows, accountIds };
}

const { portalAccounts, restaurants } = tables;

async function findAccounts(tx: ScopedTx, rows: readonly CsvRow[]): Promise<ReadonlyMap<string, string>> {
  const logins = [...new Set(rows.flatMap(({ login }) => login?.toLowerCase() ?? []))];
  if (logins.length === 0) return new Map();
  const found = await tx
    .select({ id: portalAccounts.id, loginKey: portalAccounts.loginKey })
    .from(portalAccounts)
    .where(inArray(portalAccounts.loginKey, logins));
  return new Map(found.map(({ id, loginKey }) => [loginKey, id]));
}

type Known = { id: string; name: string; nameKey: string; subdomain: string | null };

async function findKnown(tx: ScopedTx, rows: readonly CsvRow[]): Promise<Known[]> {
  if (rows.length === 0) return [];
  const subdomains = rows.flatMap(({ fields }) => fields.subdomain ?? []);
  const { id, name, subdomain } = restaurants;
  return await tx
    .select({ id, name, nameKey: restaurants.nameKey, subdomain })
    .from(restaurants)
    .where(
      or(
        inArray(
          restaurants.nameKey,
          rows.map(({ fields }) => nameKey(fields.name)),
        ),
        subdomains.length > 0 ? inArray(subdomain, subdomains) : undefined,
      ),
    );
}

type Double = NonNullable<ImportRow["double"]>;

/** Everything that a row could be once more: by its name, marks and case aside, or by its store address. */
class Alike {
  readonly #byName = new Map<string, Double>();
  readonly #bySubdomain = new Map<string, Double>();

  constructor(known: readonly Known[]) {
    for (const { id, name, nameKey: key, subdomain } of known) this.#remember({ name, id, row: null }, key, subdomain);
  }

  findAndRemember({ n, fields: { name, subdomain } }: CsvRow): Double | null {
    const key = nameKey(name);
    const double = this.#byName.get(key) ?? (subdomain ? this.#bySubdomain.get(subdomain) : undefined);
    this.#remember({ name, id: null, row: n }, key, subdomain);
    return double ?? null;
  }

  #remember(one: Double, key: string, subdomain: string | null | undefined): void {
    if (key !== "" && !this.#byName.has(key)) this.#byName.set(key, one);
    if (subdomain && !this.#bySubdomain.has(subdomain)) this.#bySubdomain.set(subdomain, one);
  }
}

import { findDefinition } from "@pumpd/automations/definitions";
import { writeAudit } from "@pumpd/domain/audit";
import { type JobRow, listJobs } from "@pumpd/domain/jobs";
import { FAILURE_WORDS, STATE_WORDS } from "@pumpd/model/words";
import { createContext } from "./context.ts";
import { type JobFilter, jobFilterSchema } from "./contract.ts";
import { enter, type MemberContext } from "./member-context.ts";
import { problemOf } from "./problem.ts";
import type { ApiServices } from "./services.ts";
import type { Policy } from "./trpc.ts";

export const CSV_POLICY: Policy = { role: "viewer" };
const ROWS_AT_A_TIME = 500;
/** More is a report and no list; the last line says that there is more. */
const MOST_ROWS = 100_000;

const COLUMNS: readonly [string, (row: JobRow) => string | number | null][] = [
  ["Id", (row) => row.shortId],
  ["Status", (row) => STATE_WORDS[row.state].word],
  ["Restaurant", (row) => row.restaurant.name],
  ["Job", (row) => findDefinition(row.type)?.words.title ?? row.type],
  ["Result", (row) => row.summary],
  ["Failure", (row) => row.failure && FAILURE_WORDS[row.failure.code].headline(row.failure.about)],
  ["Changes sent", (row) => row.sentCount],
  ["Changes seen", (row) => row.seenCount],
  ["Try", (row) => row.attempt],
  ["Asked by", (row) => row.askedBy],
  ["Who has it", (row) => row.owner?.name ?? null],
  ["Note", (row) => row.note],
  ["Asked at (UTC)", (row) => row.createdAt],
  ["Updated at (UTC)", (row) => row.updatedAt],
  ["Started at (UTC)", (row) => row.startedAt],
  ["Ended at (UTC)", (row) => row.completedAt],
];

export type JobsCsvRequest = { request: Request; filter: JobFilter };

/** Serves `/api/jobs.csv`: every job of a rule, a page at a time as it is read. Nothing is held in memory for long. */
export async function handleJobsCsv(services: ApiServices, { request, filter }: JobsCsvRequest): Promise<Response> {
  const ctx = createContext(services, request.headers);
  try {
    const member = await enter(ctx, { policy: CSV_POLICY, where: "csv" });
    const rule = jobFilterSchema.strip().parse(filter);
    await member.inScope((tx) =>
      writeAudit(tx, { by: member.by, action: "job.export", target: { kind: "jobs", id: "csv" }, data: { ...rule } }),
    );
    return new Response(linesOf(member, rule).pipeThrough(new TextEncoderStream()), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="jobs.csv"',
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return problemOf({ error, requestId: ctx.requestId, where: "csv", reportError: services.reportError });
  }
}

function linesOf({ inScope }: MemberContext, filter: JobFilter): ReadableStream<string> {
  let cursor: string | undefined;
  let written = 0;
  return new ReadableStream<string>({
    // The mark makes spreadsheets read macrons as such.
    start: (out) => out.enqueue(`\uFEFF${csvLine(COLUMNS.map(([name]) => name))}`),
    pull: async (out) => {
      const page = await inScope((tx) => listJobs(tx, { ...filter, cursor, limit: ROWS_AT_A_TIME }));
      written += page.rows.length;
      out.enqueue(page.rows.map((row) => csvLine(COLUMNS.map(([, read]) => read(row)))).join(""));
      cursor = page.nextCursor ?? undefined;
      if (cursor && written >= MOST_ROWS) out.enqueue(csvLine([`Only the newest ${written} jobs; choose fewer.`]));
      if (!cursor || written >= MOST_ROWS) out.close();
    },
  });
}

function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe, so that it stays text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { Acted } from "./acted.ts";
import { addEvent } from "./add-event.ts";
import { lockJob } from "./read-job-record.ts";

export type NoteRequest = {
  id: string;
  by: By;
  /** empty takes the note away */
  note: string;
};

/** Keeps what people should know about a job; each wording stays in its history. Throws NOT_FOUND. */
export async function noteJob(tx: ScopedTx, { id, by, note }: NoteRequest): Promise<Acted> {
  const job = await lockJob(tx, id);
  const text = note.trim() === "" ? null : note.trim();
  if (text === job.note) return { changed: false, status: job.status, message: "The note says so already." };
  await tx.update(tables.jobs).set({ note: text, updatedAt: sql`clock_timestamp()` }).where(eq(tables.jobs.id, job.id));
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "noted", by, reason: text ?? "Note taken away" });
  return { changed: true, status: job.status, message: text ? "Noted." : "The note is gone." };
}

import { slaOf } from "@pumpd/model";
import { FAILURE_WORDS, STATE_WORDS } from "@pumpd/model/words";
import type { JobRow } from "@/features/answers";
import { ageWords, momentWords } from "@/lib/time";

/** The parts of a row that sentences are made of. */
export type Told = Pick<
  JobRow,
  | "state"
  | "status"
  | "failure"
  | "progress"
  | "waitFor"
  | "summary"
  | "runAt"
  | "triesUsed"
  | "maxTries"
  | "sentCount"
  | "seenCount"
  | "completedAt"
  | "createdAt"
  | "replacedBy"
  | "dueAt"
>;
const DECIDED: ReadonlySet<Told["status"]> = new Set(["failed", "timeout", "cancelled"]);
type Present = { nowMs: number; zone: string | undefined };

/** Behind the status word: "Running, 4 of 6", "Retrying in 20 s". */
export function afterWord(job: Told, nowMs: number): string | undefined {
  if (job.state === "retrying" && job.runAt) {
    const leftMs = Date.parse(job.runAt) - nowMs;
    return leftMs > 500 ? ` in ${ageWords(Math.max(1000, leftMs))}` : " now";
  }
  if (job.state === "running" && job.progress && job.progress.of > 0)
    return `, ${job.progress.n} of ${job.progress.of}`;
  return undefined;
}

/** Answers "what is at the portal now?" from the ledger's counts, and claims no more than they do. */
export function portalNow(job: Pick<Told, "status" | "sentCount" | "seenCount">): string {
  const { sentCount: sent, seenCount: seen } = job;
  // These end only once every change is decided: what is not seen then was refused.
  if (DECIDED.has(job.status) && sent > seen)
    return seen === 0 ? "Nothing was changed" : `${seen} of ${sent} changes are there`;
  // A change that the portal refused was sent and is not counted: ended jobs say only what holds either way.
  if (sent === 0 && seen === 0) return DECIDED.has(job.status) ? "Nothing was changed" : "Nothing was sent";
  if (sent === 0) return seen === 1 ? "It was there already" : `${seen} were there already`;
  if (seen >= sent)
    return sent === 1 ? "One change was sent, and seen" : `${sent} changes were sent, and all were seen`;
  if (sent === 1) return "One change was sent, and not seen";
  return `${sent} changes were sent, ${seen} of them seen`;
}

/** How an open job stands to the time it is wanted by, where that is worth a word. */
export function slaWords({ createdAt, dueAt }: Pick<Told, "createdAt" | "dueAt">, nowMs: number): string | undefined {
  if (!dueAt) return undefined;
  const awayMs = Math.abs(Date.parse(dueAt) - nowMs);
  switch (slaOf({ createdAt, dueAt }, nowMs)) {
    case "late":
      return `late by ${ageWords(awayMs)}`;
    case "near":
      return `wanted within ${ageWords(awayMs)}`;
    case "met":
      return undefined;
  }
}

/** One plain sentence for a row: what is happening, without a full stop. */
export function jobSentence(job: Told, present: Present): string {
  return [whatHappens(job, present), slaWords(job, present.nowMs)].filter(Boolean).join(" · ");
}

/** The same without the time it is wanted by, for where that stands beside it. */
export function whatHappens(job: Told, { nowMs, zone }: Present): string {
  const headline = job.failure ? bare(FAILURE_WORDS[job.failure.code].headline(job.failure.about)) : undefined;
  switch (job.state) {
    case "waiting_turn":
      return job.waitFor ?? bare(STATE_WORDS[job.state].meaning);
    case "waiting_slot":
    case "on_hold": {
      const reason = bare(job.waitFor ?? STATE_WORDS[job.state].meaning);
      return job.runAt ? `${reason}, next look ${momentWords(new Date(job.runAt), nowMs, zone)}` : reason;
    }
    case "retrying":
      return `${headline ?? portalNow(job)}. Try ${Math.min(job.triesUsed + 1, job.maxTries)} of ${job.maxTries}`;
    case "running":
    case "quiet":
      return job.progress?.message ?? (job.sentCount === 0 ? "Nothing sent yet" : portalNow(job));
    case "completed":
    case "completed_by_hand":
      return [job.summary, job.completedAt ? `seen ${momentWords(new Date(job.completedAt), nowMs, zone)}` : undefined]
        .filter(Boolean)
        .join(", ");
    case "needs_look":
      return job.summary ?? bare(STATE_WORDS.needs_look.meaning);
    case "needs_review":
      return headline ?? bare(STATE_WORDS.needs_review.meaning);
    case "failed":
    case "timeout":
    case "dismissed":
      return [headline, portalNow(job)].filter(Boolean).join(". ");
    case "replaced":
      return [replacedWords(job), headline ?? job.summary, portalNow(job)].filter(Boolean).join(". ");
    case "cancelled":
      return job.sentCount === 0 ? "Stopped before anything was sent" : `Stopped. ${portalNow(job)}`;
    case "waiting":
    case "waiting_worker":
    case "handed_back":
    case "starting":
    case "stopping":
    case "checking":
    case "worker_quiet":
      return bare(STATE_WORDS[job.state].meaning);
  }
}

/** Which job went on, for a row and for the head of the job's page. */
export function replacedWords({ replacedBy }: Pick<Told, "replacedBy">): string {
  return replacedBy ? `${replacedBy.shortId} went on with it` : bare(STATE_WORDS.replaced.meaning);
}

function bare(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

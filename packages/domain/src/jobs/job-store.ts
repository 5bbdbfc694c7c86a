import { fail, type Seen } from "@pumpd/automations/define";
import { type EffectKey, type EffectRecord, type JobStore, LeaseLost, StoreAway } from "@pumpd/automations/ports";
import { type Database, type OrgScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { CHECKING_MESSAGE, type Failure, type Progress } from "@pumpd/model";
import { and, eq, sql } from "drizzle-orm";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";
import { saveArtifact } from "../artifacts/save-artifact.ts";
import type { By } from "../by.ts";
import { addEvent } from "./add-event.ts";
import type { ClaimedJob } from "./claim.ts";
import { answered, isDatabaseAway } from "./database-away.ts";
import { intendEffect } from "./intend-effect.ts";
import { LineBook, type NewLine } from "./line-book.ts";
import { type Redact, redactValue } from "./redact.ts";

const { attempts, effects, jobs, jobSteps, jobLogs, livePictures } = tables;

export type JobStoreOptions = {
  db: Database;
  scope: OrgScope;
  job: ClaimedJob;
  by: By;
  artifacts: ArtifactStore;
  redact: Redact;
  /** Debug lines reach the log only then (`DEBUG_MODE`). */
  isDebug: boolean;
  /** each line as it is kept, redacted: for the worker's own log */
  onLine?: (line: NewLine) => void;
};

/** The runner's store on our tables. `flush` writes what is still held back; call it before the attempt is finished. */
export type DatabaseJobStore = JobStore & { flush: () => Promise<void> };

const FLUSH_EVERY_MS = 500;
/** While the database restarts, a run waits so long for one write; then it ends as DATABASE_AWAY. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 100;

export function createJobStore(options: JobStoreOptions): DatabaseJobStore {
  return new PostgresJobStore(options).port();
}

class PostgresJobStore {
  readonly #options: JobStoreOptions;
  readonly #lines = new LineBook();
  #progress: Progress | undefined;
  #step: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #lastFlush: Promise<void> = Promise.resolve();
  #flushedAt = 0;
  #isPictureMissed = false;

  constructor(options: JobStoreOptions) {
    this.#options = options;
  }

  port(): DatabaseJobStore {
    const isInspection = this.#options.job.mode === "inspect";
    const store: DatabaseJobStore = {
      stepBegan: (step) => this.#stepBegan(step),
      stepEnded: (step) => this.#stepEnded(step),
      progress: (progress) => this.#report(progress),
      log: (line) => this.#log(line),
      effects: () => this.#effects(),
      intend: (effect) => this.#write((tx) => intendEffect(tx, { job: this.#options.job, effect })),
      markSent: (id) => this.#markSent(id),
      observed: (id, evidence) => this.#decide(id, { state: "observed", evidence }),
      refused: (id, failure) => this.#decide(id, { state: "refused", failure }),
      unknown: (id, failure) => this.#decide(id, { state: "unknown", failure }),
      request: ({ verdict, method, path, reason }) => this.#log(requestLine(verdict, `${method} ${path}`, reason)),
      picture: (picture) => this.#picture(picture),
      flush: () => this.#flush(),
    };
    return isInspection ? lookOnly(store) : store;
  }

  #stepBegan(step: Parameters<JobStore["stepBegan"]>[0]): Promise<void> {
    const { jobId, attempt } = this.#options.job;
    const now = sql`clock_timestamp()`;
    return this.#write(async (tx) => {
      await tx
        .insert(jobSteps)
        .values({ organisationId: tx.scope.organisationId, jobId, attempt, ...step, startedAt: now })
        .onConflictDoUpdate({
          target: [jobSteps.jobId, jobSteps.attempt, jobSteps.key],
          set: { status: "running", endedAt: null, message: null },
        });
    });
  }

  #stepEnded({ key, status, message, data }: Parameters<JobStore["stepEnded"]>[0]): Promise<void> {
    const { jobId, attempt } = this.#options.job;
    const { redact } = this.#options;
    return this.#write(async (tx) => {
      await tx
        .update(jobSteps)
        .set({
          status,
          message: message === undefined ? null : redact(message),
          data: data === undefined ? null : redactValue(data, redact),
          endedAt: sql`clock_timestamp()`,
        })
        .where(and(eq(jobSteps.jobId, jobId), eq(jobSteps.attempt, attempt), eq(jobSteps.key, key)));
    });
  }

  async #effects(): Promise<readonly (EffectKey & EffectRecord)[]> {
    const { job } = this.#options;
    // An inspection looks with the eyes of the job it is about: what that one has sent may be its own.
    const ledgerOf = job.mode === "inspect" ? job.parentJobId : job.jobId;
    if (!ledgerOf) return [];
    const rows = await this.#write((tx) => tx.select().from(effects).where(eq(effects.jobId, ledgerOf)));
    return rows.map((row) => ({
      id: row.id,
      step: row.step,
      item: row.item,
      commit: row.commit,
      naturalKey: row.naturalKey,
      repeat: row.repeat,
      state: row.state,
      evidence: row.evidence,
      isFromEarlierAttempt: job.mode === "inspect" || row.epoch !== job.epoch,
    }));
  }

  /**
   * The gate's one UPDATE: only ours, only once, only while the lease lives on the database's clock; counted for the host's
   * window. Never repeated: when the answer is lost the request is refused, and the row may say `sent` for nothing, which a probe decides.
   */
  async #markSent(effectId: string): Promise<boolean> {
    const { db, scope, job } = this.#options;
    try {
      const marked = await withScope(db, scope, (tx) =>
        tx.execute(sql`
          with sent as (
            update effects set state = 'sent', sent_at = clock_timestamp()
            from attempts a
            where effects.id = ${effectId} and effects.state = 'intended' and effects.epoch = ${job.epoch}
              and a.id = ${job.attemptId} and a.epoch = ${job.epoch} and a.status = 'running'
              and a.lease_until > clock_timestamp()
            returning effects.id),
          counted as (
            insert into portal_uses (host, at) select ${new URL(job.adminUrl).host}, clock_timestamp() from sent)
          select id from sent`),
      );
      return marked.length === 1;
    } catch (cause) {
      if (isDatabaseAway(cause)) throw new StoreAway({ cause });
      throw cause;
    }
  }

  #decide(
    id: string,
    news: { state: "observed" | "refused" | "unknown"; evidence?: Seen; failure?: Failure },
  ): Promise<void> {
    const { job, redact } = this.#options;
    return this.#write(async (tx) => {
      await tx
        .update(effects)
        .set({
          state: news.state,
          decidedAt: sql`clock_timestamp()`,
          evidence: news.evidence ? redactValue({ ...news.evidence }, redact) : null,
          failure: news.failure ? redactValue(news.failure, redact) : null,
        })
        .where(and(eq(effects.id, id), eq(effects.jobId, job.jobId)));
      await this.#countEffects(tx);
    });
  }

  /** Kept on the row, so that a list can say "nothing was sent" without reading the ledger. */
  async #countEffects(tx: ScopedTx): Promise<void> {
    const { jobId } = this.#options.job;
    const count = (condition: ReturnType<typeof sql>) =>
      sql`(select count(*) from effects e where e.job_id = ${jobId} and ${condition})`;
    await tx
      .update(jobs)
      .set({
        sentCount: count(sql`e.sent_at is not null and e.state <> 'refused'`),
        seenCount: count(sql`e.state = 'observed'`),
        updatedAt: sql`clock_timestamp()`,
      })
      .where(eq(jobs.id, jobId));
  }

  #report(progress: Progress): void {
    this.#step = progress.step;
    this.#progress = { ...progress, message: progress.message && this.#options.redact(progress.message) };
    this.#schedule();
  }

  #log({ level, step, text }: NewLine): void {
    if (level === "debug" && !this.#options.isDebug) return;
    const line = { level, step: step ?? this.#step, text: this.#options.redact(text) };
    if (!this.#lines.add(line)) return;
    this.#options.onLine?.(line);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer) return;
    const waitMs = Math.max(0, this.#flushedAt + FLUSH_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => void this.#flush(), waitMs);
  }

  /** Lines and progress in one transaction, one after the other. A line is no reason to end a run: what fails is dropped. */
  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushedAt = performance.now();
    this.#lastFlush = this.#lastFlush.then(() => this.#writeHeldBack()).catch(() => undefined);
    return this.#lastFlush;
  }

  async #writeHeldBack(): Promise<void> {
    const lines = this.#lines.take();
    const progress = this.#progress;
    if (lines.length === 0 && !progress) return;
    const { jobId, attempt, attemptId } = this.#options.job;
    await this.#write(async (tx) => {
      if (lines.length > 0)
        await tx
          .insert(jobLogs)
          .values(lines.map((line) => ({ organisationId: tx.scope.organisationId, jobId, attempt, ...line })));
      if (!progress) return;
      const now = sql`clock_timestamp()`;
      await tx
        .update(attempts)
        .set({
          progressAt: now,
          isProbing: sql`${progress.message === CHECKING_MESSAGE} or ${this.#isOpenFromEarlier()}`,
        })
        .where(eq(attempts.id, attemptId));
      await tx.update(jobs).set({ progress, updatedAt: now }).where(eq(jobs.id, jobId));
      await this.#countEffects(tx);
    });
    if (this.#progress === progress) this.#progress = undefined;
  }

  /** An earlier attempt has sent something that nobody has decided yet: whatever this one does, it is looking for that. */
  #isOpenFromEarlier() {
    const { jobId, epoch } = this.#options.job;
    return sql`exists (select from effects e where e.job_id = ${jobId} and e.state in ('sent', 'unknown') and e.epoch <> ${epoch})`;
  }

  async #picture({ step, kind, caption, bytes, type }: Parameters<JobStore["picture"]>[0]): Promise<void> {
    const { db, scope, job, artifacts, redact } = this.#options;
    try {
      if (kind === "live") return await this.#livePicture(bytes, type);
      await saveArtifact(db, {
        scope,
        store: artifacts,
        kind,
        bytes,
        contentType: type,
        restaurantId: job.restaurant.id,
        jobId: job.jobId,
        attempt: job.attempt,
        step,
        caption: redact(caption),
      });
    } catch (error) {
      await this.#missPicture(error);
    }
  }

  async #livePicture(bytes: Uint8Array, contentType: string): Promise<void> {
    const { jobId } = this.#options.job;
    const frame = { contentType, bytes, at: sql`clock_timestamp()` };
    await this.#write((tx) =>
      tx
        .insert(livePictures)
        .values({ jobId, organisationId: tx.scope.organisationId, ...frame })
        .onConflictDoUpdate({ target: livePictures.jobId, set: frame }),
    );
  }

  /** Said once per attempt, where an admin looks; the run goes on. */
  async #missPicture(error: unknown): Promise<void> {
    if (this.#isPictureMissed || error instanceof LeaseLost) return;
    this.#isPictureMissed = true;
    const { job, by } = this.#options;
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    this.#log({ level: "warn", step: null, text: `A picture could not be kept (${reason})` });
    await this.#write((tx) =>
      addEvent(tx, { jobId: job.jobId, attempt: job.attempt, kind: "picture_missing", by, reason }),
    ).catch(() => undefined);
  }

  /**
   * A fenced write: the attempt's row is held while it is written, so a lost lease cannot be taken over in between.
   * Repeats while the database is away; everything that comes here may be written twice.
   */
  async #write<T>(work: (tx: ScopedTx) => Promise<T>): Promise<T> {
    const { db, scope, job } = this.#options;
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        const written = withScope(db, scope, async (tx) => {
          const [mine] = await tx
            .select({ id: attempts.id })
            .from(attempts)
            .where(and(eq(attempts.id, job.attemptId), eq(attempts.epoch, job.epoch), eq(attempts.status, "running")))
            .for("share");
          if (!mine) throw new LeaseLost();
          return work(tx);
        });
        return await answered(written);
      } catch (cause) {
        if (!isDatabaseAway(cause)) throw cause;
        if (performance.now() + pauseMs > giveUpAt) throw new StoreAway({ cause });
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }
}

function requestLine(verdict: "passed" | "sent" | "refused", request: string, reason: string): NewLine {
  if (verdict === "sent") return { level: "info", step: null, text: `Sent ${request}` };
  if (verdict === "passed") return { level: "debug", step: null, text: `Let pass ${request} (${reason})` };
  return { level: "warn", step: null, text: `Held back ${request} (${reason})` };
}

/** An inspection writes no ledger and lets nothing out: wanting to change something means it is not there. */
function lookOnly(store: DatabaseJobStore): DatabaseJobStore {
  return {
    ...store,
    intend: ({ naturalKey }) => Promise.reject(fail("TARGET_NOT_FOUND", { name: naturalKey })),
    markSent: () => Promise.resolve(false),
    observed: () => Promise.resolve(),
    refused: () => Promise.resolve(),
    unknown: () => Promise.resolve(),
  };
}

import { type Failure, failure, TIMINGS } from "@pumpd/model";
import type { AnyAutomation, InputOf, Limits } from "../define/automation.ts";
import { fail } from "../define/failed.ts";
import type { Inspection } from "../define/findings.ts";
import type { Flow, JobFiles } from "../define/flow.ts";
import { openPortal } from "../portal/open-portal.ts";
import { type BrowserSettings, launchOwnBrowser, type OwnBrowser } from "./browser.ts";
import { CHANGE_TIMINGS, type ChangeTimings } from "./change.ts";
import { classify, classifyLaunch } from "./classify.ts";
import { type EffectBook, openEffectBook } from "./effect-book.ts";
import { Inspector, NothingFurther } from "./inspector.ts";
import { takePicture } from "./pictures.ts";
import { type BrowserFacts, type Ending, type JobStore, type Lease, LeaseLost, type RunPorts } from "./ports.ts";
import { Stopped, type StopReason, stopReasonOf } from "./run-stop.ts";
import { createStepEngine, type StepEngine } from "./steps.ts";
import { isAlive, maySend, startWatch, type Trip, type Watch } from "./watch.ts";
import { within } from "./within.ts";

export type Evidence = {
  /** `steps`: one at the end of each step. `failures`: only when it goes wrong. */
  pictures: "off" | "failures" | "steps";
  /** Somebody looks at the live picture now. */
  isWatched?: () => boolean;
  /** CSS selectors of further fields that no picture may show. */
  secrets?: readonly string[];
};

export type RunOptions<A extends AnyAutomation> = {
  flow: Flow<A>;
  /** the job's stored input; parsed with today's definition */
  input: unknown;
  ports: RunPorts;
  browser: BrowserSettings;
  /** what is left out comes from the definition */
  limits?: Partial<Limits> & { memoryBytes?: number };
  timings?: Partial<ChangeTimings>;
  /** Aborted with a `StopReason`: a person's stop takes at most 5 s, a shutdown hands back at a step border. */
  signal: AbortSignal;
  evidence: Evidence;
  /** What earlier attempts observed counts without looking ("resume"), or everything is looked at again ("start over"). */
  earlier?: "trusted" | "probed";
  /** Changes nothing: each change is only looked at, and the ending says what was found. */
  inspection?: Inspection | undefined;
  /** Somebody wants to look at the page as the flow left it: the browser stays until this returns, its gate shut. */
  beforeClose?: ((ending: Ending) => Promise<void>) | undefined;
};

export type RunReport = { ending: Ending; browser: BrowserFacts };

const NO_BROWSER: BrowserFacts = { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 };
const MEMORY_LIMIT_BYTES = 1.5 * 1024 ** 3;
const LIVE_EVERY_MS = 1_000;
const NO_FILES: JobFiles = { read: (id) => Promise.reject(fail("FILE_MISSING", { file: id })) };

/**
 * Runs one attempt: a browser of its own, the flow's steps, an ending. Never throws for anything the portal, the browser
 * or the flow does; the browser is gone and its files are removed when it returns.
 */
export async function runFlow<A extends AnyAutomation>(options: RunOptions<A>): Promise<RunReport> {
  const { automation } = options.flow;
  const parsed = automation.input.safeParse(options.input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return { ending: failed(failure("INPUT_INVALID", { problems }), false), browser: NO_BROWSER };
  }
  // `parse` of the definition's own schema gives exactly this type; the generic hides it.
  const input = parsed.data as InputOf<A>;
  try {
    return await runParsed(options, input);
  } catch (thrown) {
    // Before there was a browser: the ledger could not be read.
    return { ending: endingOf(thrown, false), browser: NO_BROWSER };
  }
}

async function runParsed<A extends AnyAutomation>(options: RunOptions<A>, input: InputOf<A>): Promise<RunReport> {
  const { ports } = options;
  const door = new StoreDoor(ports.store, ports.lease);
  const book = await openEffectBook(door.store);
  const asked = stopReasonOf(options.signal);
  if (asked) return { ending: { kind: "stopped", by: asked.by, changed: book.hasChanged }, browser: NO_BROWSER };

  let own: OwnBrowser;
  try {
    own = await launch(options, door.store);
  } catch (thrown) {
    const classified = classifyLaunch(thrown);
    const ending =
      classified.kind === "fenced" ? classified : failed(classified.failure, book.hasChanged, classified.stack);
    return { ending, browser: NO_BROWSER };
  }
  const run = new Run(options, input, own, book, door);
  const ending = await run.finish();
  return { ending, browser: run.facts() };
}

async function launch(options: { ports: RunPorts; browser: BrowserSettings }, store: JobStore): Promise<OwnBrowser> {
  const { host, lease } = options.ports;
  return await launchOwnBrowser(
    options.browser,
    { locale: host.locale, timezone: host.timezone },
    {
      wire: {
        isAlive: () => isAlive(lease),
        isAllowed: host.isAllowed,
        onRefused: (to) =>
          store.log({
            level: "warn",
            step: null,
            text: `Connection refused: ${to.host}:${to.port} is not one of the portal's hosts`,
          }),
      },
      gate: {
        portalOrigin: new URL(host.adminUrl).origin,
        maySend: () => maySend(lease),
        isAlive: () => isAlive(lease),
        record: (record) => store.request(record),
        commitAnswerMs: TIMINGS.commitAnswerMs,
        at: async (place) => await options.ports.onCrashpoint?.(place),
      },
    },
  );
}

type Outside = { kind: "trip"; trip: Trip } | { kind: "stop"; by: StopReason["by"] } | { kind: "browser_gone" };

/** One attempt with its browser: races the flow against everything that may end it from outside. */
class Run<A extends AnyAutomation> {
  readonly #options: RunOptions<A>;
  readonly #input: InputOf<A>;
  readonly #own: OwnBrowser;
  readonly #book: EffectBook;
  readonly #door: StoreDoor;
  readonly #watch: Watch;
  readonly #inspector: Inspector | undefined;
  readonly #outside = Promise.withResolvers<Outside>();
  #isObserving = false;
  #isSigningIn = true;
  #overdueMs = 0;

  constructor(options: RunOptions<A>, input: InputOf<A>, own: OwnBrowser, book: EffectBook, door: StoreDoor) {
    this.#options = options;
    this.#input = input;
    this.#own = own;
    this.#book = book;
    this.#door = door;
    this.#inspector = options.inspection && new Inspector(options.inspection);
    this.#watch = startWatch({
      clock: options.ports.clock,
      lease: options.ports.lease,
      limits: limitsOf(options, input),
      memoryBytes: own.measureBytes,
    });
  }

  facts(): BrowserFacts {
    return { ...this.#own.facts(), overdueMs: this.#overdueMs };
  }

  async finish(): Promise<Ending> {
    const { signal } = this.#options;
    const onAbort = () => this.#onAbort();
    signal.addEventListener("abort", onAbort);
    void this.#watch.tripped.then((trip) => this.#outside.resolve({ kind: "trip", trip }));
    void this.#own.gone.then(() => this.#outside.resolve({ kind: "browser_gone" }));
    const live = this.#startLivePictures();
    const engine = this.#createEngine();
    if (signal.aborted) onAbort();
    const flow = this.#runFlow(engine);
    flow.catch(() => undefined);
    const outside = this.#outside.promise.then((reason) => ({ reason }));
    try {
      const first = await Promise.race([flow.then((ending) => ({ ending })), outside]);
      const ending = "ending" in first ? first.ending : await this.#endFromOutside(first.reason, engine);
      if (ending.kind === "fenced") await this.#kill("FENCED");
      if (this.#options.beforeClose) {
        this.#watch.stop();
        this.#own.gate.shut("the run has ended");
        await this.#options.beforeClose(ending);
      }
      await this.#own.end();
      return ending;
    } finally {
      signal.removeEventListener("abort", onAbort);
      clearInterval(live);
      this.#watch.stop();
      this.#door.close();
      await this.#own.end();
    }
  }

  #createEngine(): StepEngine<A["steps"]> {
    const { ports, flow, timings, earlier = "trusted" } = this.#options;
    return createStepEngine(flow.automation.steps, {
      store: this.#door.store,
      book: this.#book,
      gate: this.#own.gate,
      watch: this.#watch,
      timings: { ...CHANGE_TIMINGS, ...timings },
      earlier,
      inspector: this.#inspector,
      unknownWords: flow.automation.words.unknown,
      nowMs: ports.clock.nowMs,
      at: async (place) => await ports.onCrashpoint?.(place),
      stopHere: () => this.#throwIfAsked(),
      border: () => this.#throwIfAsked(),
      observing: (isObserving) => this.#setObserving(isObserving),
      picture: (step, caption) => this.#stepPicture(step, caption),
      log: (text, level = "info") => this.#log(text, level),
    });
  }

  async #runFlow(engine: StepEngine<A["steps"]>): Promise<Ending> {
    const { ports, flow } = this.#options;
    try {
      const result = await flow.run({
        input: this.#input,
        step: engine.calls,
        portal: openPortal({
          page: this.#own.page,
          host: ports.host,
          log: (text) => this.#log(text, "debug"),
          onSignIn: (isUnderWay) => {
            this.#isSigningIn = isUnderWay;
          },
        }),
        files: ports.files ?? NO_FILES,
        log: (text, level = "info") => this.#log(text, level),
      });
      if (this.#inspector) return { kind: "inspected", findings: this.#inspector.findings() };
      const ending = finished(flow.automation, result, engine.hasFailedItems);
      await ports.onCrashpoint?.("before-finish");
      return ending.kind === "failed" ? { ...ending, changed: this.#book.hasChanged } : ending;
    } catch (thrown) {
      // With the lease gone the wire is cut, and whatever the flow makes of that is no news about the portal.
      if (!isAlive(ports.lease)) return { kind: "fenced" };
      if (this.#inspector && thrown instanceof NothingFurther)
        return { kind: "inspected", findings: this.#inspector.findings() };
      const ending = endingOf(thrown, this.#book.hasChanged);
      if (thrown instanceof Error && thrown.cause instanceof Error) this.#log(thrown.cause.message, "warn");
      if (ending.kind === "failed") await this.#failurePicture(ending.failure);
      return ending;
    }
  }

  async #endFromOutside(outside: Outside, engine: StepEngine<A["steps"]>): Promise<Ending> {
    // From here on only we speak for this run; the flow is about to find its browser gone.
    this.#door.close();
    const changed = () => this.#book.hasChanged;
    switch (outside.kind) {
      case "stop":
        this.#own.gate.shut("the job was stopped");
        await this.#kill("CANCELLED");
        await this.#abandon(engine, "stopped", "Stopped");
        return { kind: "stopped", by: outside.by, changed: changed() };
      case "browser_gone":
        return await this.#failFromOutside(failure("BROWSER_CRASHED"), engine);
      case "trip":
        return await this.#endByTrip(outside.trip, engine);
    }
  }

  async #endByTrip(trip: Trip, engine: StepEngine<A["steps"]>): Promise<Ending> {
    this.#own.gate.shut("the run has ended");
    switch (trip.kind) {
      case "fenced":
        await this.#kill("FENCED");
        return { kind: "fenced" };
      case "memory":
        await this.#kill("BROWSER_OUT_OF_MEMORY");
        return await this.#failFromOutside(
          failure("BROWSER_OUT_OF_MEMORY", { megabytes: Math.round(trip.bytes / 1024 ** 2) }),
          engine,
        );
      case "limit": {
        const isHung = trip.code !== "RUN_LIMIT" && !(await this.#own.answers());
        const reason = isHung ? failure("BROWSER_HUNG", trip.about) : failure(trip.code, trip.about);
        if (!isHung) await this.#failurePicture(reason);
        await this.#kill(reason.code);
        this.#overdueMs = Math.max(0, Math.round(this.#options.ports.clock.nowMs() - trip.dueAtMs));
        return await this.#failFromOutside(reason, engine);
      }
    }
  }

  async #failFromOutside(reason: Failure, engine: StepEngine<A["steps"]>): Promise<Ending> {
    const wasUndecided = this.#book.isUndecided;
    await this.#abandon(engine, wasUndecided ? "unverified" : "failed", reason.code);
    return failed(reason, this.#book.hasChanged);
  }

  /** The store may be what is missing; then the lease decides, and the ending stands anyway. */
  async #abandon(
    engine: StepEngine<A["steps"]>,
    status: "failed" | "stopped" | "unverified",
    message: string,
  ): Promise<void> {
    const key = engine.current;
    if (key === null) return;
    const telling = this.#options.ports.store.stepEnded({ key, status, message });
    await within(TIMINGS.commitAnswerMs, telling).catch(() => undefined);
  }

  async #kill(reason: string): Promise<void> {
    await this.#own.end({ kill: reason });
  }

  #onAbort(): void {
    const asked = stopReasonOf(this.#options.signal);
    if (asked?.by !== "person" || this.#isObserving) return;
    this.#own.gate.shut("the job was stopped");
    this.#outside.resolve({ kind: "stop", by: "person" });
  }

  #setObserving(isObserving: boolean): void {
    this.#isObserving = isObserving;
    if (!isObserving && this.#options.signal.aborted) this.#onAbort();
  }

  #throwIfAsked(): void {
    const asked = stopReasonOf(this.#options.signal);
    if (asked) throw new Stopped(asked.by);
  }

  #log(text: string, level: "debug" | "info" | "warn"): void {
    this.#door.store.log({ level, step: null, text });
  }

  async #stepPicture(step: string | null, caption: string): Promise<void> {
    if (this.#options.evidence.pictures === "steps" && !this.#isSigningIn) await this.#picture("step", step, caption);
  }

  async #failurePicture(reason: Failure): Promise<void> {
    if (this.#options.evidence.pictures === "off") return;
    await this.#picture(reason.class === "unknown_outcome" ? "review" : "failure", null, reason.code);
  }

  async #picture(kind: "step" | "failure" | "review" | "live", step: string | null, caption: string): Promise<void> {
    const picture = await takePicture(this.#own, {
      isHeld: this.#isObserving,
      secrets: this.#options.evidence.secrets ?? [],
    });
    if (picture)
      await within(
        TIMINGS.commitAnswerMs,
        this.#options.ports.store.picture({ step, kind, caption, ...picture }),
      ).catch(() => undefined);
  }

  #startLivePictures(): NodeJS.Timeout {
    let isBusy = false;
    return setInterval(() => {
      if (isBusy || this.#isSigningIn || !this.#options.evidence.isWatched?.()) return;
      isBusy = true;
      void this.#picture("live", null, "").finally(() => {
        isBusy = false;
      });
    }, LIVE_EVERY_MS);
  }
}

/**
 * Once closed, nothing of a run that has ended reaches the store any more: what still moves in it runs into this. The same
 * holds once the lease is gone: the wire is cut then, and what the flow makes of that is no news about the portal.
 */
class StoreDoor {
  readonly store: JobStore;
  #isClosed = false;

  constructor(inner: JobStore, lease: Lease) {
    const pass =
      <Arguments extends unknown[], Answer>(act: (...given: Arguments) => Promise<Answer>) =>
      async (...given: Arguments): Promise<Answer> => {
        if (this.#isClosed) throw new Error("this run has ended");
        if (!isAlive(lease)) throw new LeaseLost();
        return await act(...given);
      };
    const tell =
      <Arguments extends unknown[]>(act: (...given: Arguments) => void) =>
      (...given: Arguments): void => {
        if (!this.#isClosed && isAlive(lease)) act(...given);
      };
    this.store = {
      stepBegan: pass((step) => inner.stepBegan(step)),
      stepEnded: pass((step) => inner.stepEnded(step)),
      progress: tell((progress) => inner.progress(progress)),
      log: tell((line) => inner.log(line)),
      effects: pass(() => inner.effects()),
      intend: pass((effect) => inner.intend(effect)),
      markSent: pass((id) => inner.markSent(id)),
      observed: pass((id, evidence) => inner.observed(id, evidence)),
      refused: pass((id, about) => inner.refused(id, about)),
      unknown: pass((id, about) => inner.unknown(id, about)),
      request: tell((record) => inner.request(record)),
      picture: pass((picture) => inner.picture(picture)),
    };
  }

  close(): void {
    this.#isClosed = true;
  }
}

function limitsOf<A extends AnyAutomation>({ flow, limits }: RunOptions<A>, input: InputOf<A>) {
  const { limits: declared, itemCount } = flow.automation;
  // The definition's own input, which the generic hides; see `AnyAutomation`.
  const items = (itemCount as ((input: InputOf<A>) => number) | undefined)?.(input) ?? 0;
  const merged = { ...declared, ...limits };
  return {
    runMs: merged.runMs + (merged.extraMsPerItem ?? 0) * items,
    stepMs: merged.stepMs,
    stallMs: merged.stallMs,
    memoryBytes: limits?.memoryBytes ?? MEMORY_LIMIT_BYTES,
  };
}

function finished(
  automation: AnyAutomation,
  result: unknown,
  hasFailedItems: boolean,
): Extract<Ending, { kind: "finished" | "failed" }> {
  const parsed = automation.result.safeParse(result);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return { kind: "failed", failure: failure("RESULT_INVALID", { problems }), changed: true };
  }
  // Both take the definition's own result, which has just been parsed by the definition's own schema.
  const summary = automation.summary as (result: Record<string, unknown>) => string;
  const outcome = automation.outcome as ((result: Record<string, unknown>) => "success" | "partial") | undefined;
  return {
    kind: "finished",
    outcome: outcome?.(parsed.data) ?? (hasFailedItems ? "partial" : "success"),
    result: parsed.data,
    summary: summary(parsed.data),
  };
}

function failed(reason: Failure, changed: boolean, stack?: string): Extract<Ending, { kind: "failed" }> {
  return { kind: "failed", failure: reason, changed, ...(stack ? { stack } : {}) };
}

function endingOf(thrown: unknown, changed: boolean): Ending {
  if (thrown instanceof Stopped) return { kind: "stopped", by: thrown.by, changed };
  const classified = classify(thrown);
  return classified.kind === "fenced" ? classified : failed(classified.failure, changed, classified.stack);
}

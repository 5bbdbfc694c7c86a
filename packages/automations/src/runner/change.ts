import { CHECKING_MESSAGE, type FailureClass, failure, TIMINGS } from "@pumpd/model";
import { Failed, fail, isFailed } from "../define/failed.ts";
import { Sight } from "../define/findings.ts";
import type { Probed, ProbeMoment, Seen } from "../define/flow.ts";
import { failToWait } from "../define/retry-after.ts";
import type { ChangeEachStep, ChangeStep } from "../define/steps.ts";
import { classify } from "./classify.ts";
import type { Crashpoint } from "./crashpoints.ts";
import type { EffectBook } from "./effect-book.ts";
import type { Answer, Gate, Passage } from "./gate.ts";
import { type EffectKey, LeaseLost } from "./ports.ts";
import type { Watch } from "./watch.ts";
import { within } from "./within.ts";

export type ChangeTimings = {
  /** how long a probe after *sent* may look before it says "not seen" */
  probeAfterSentMs: number;
  /** how long the portal may take to answer a commit */
  answerMs: number;
};

/** One change, or one item of a `changeEach`. */
export type Change<S extends Seen> = {
  step: string;
  /** empty for a step that changes one thing */
  item: string;
  title: string;
  definition: ChangeStep | ChangeEachStep;
  naturalKey: string;
  probe: (moment: ProbeMoment) => Promise<Probed<S>>;
  apply: () => Promise<void>;
};

export type Changed<S> = { seen: S; how: "done" | "kept" };

export type ChangeTools = {
  book: EffectBook;
  gate: Pick<Gate, "arm" | "disarm">;
  watch: Watch;
  timings: ChangeTimings;
  /** observed in an earlier attempt counts without looking again (resume), or not (start over) */
  earlier: "trusted" | "probed";
  unknownWords: { button: string; thing: string };
  nowMs: () => number;
  at: (place: Crashpoint) => Promise<void>;
  /** between two browser actions, where nothing is under way: throws when somebody asked to stop */
  stopHere: () => void;
  /** from the moment the ledger may say "sent" until it is decided, nobody may stop the run */
  observing: (isObserving: boolean) => void;
  say: (message: string) => void;
  log: (text: string, level?: "debug" | "info" | "warn") => void;
};

type Effect = Parameters<EffectBook["observed"]>[0];

type Applied =
  | { kind: "nothing_sent"; thrown: unknown }
  | { kind: "sent_nothing_wanted" }
  | { kind: "answered"; thrown: unknown }
  | { kind: "refused"; status: number; text: string | null; retryAfterMs?: number; thrown: unknown }
  | { kind: "lost"; reason: string };

/** A `safe` change that never shows is tried so often; then something is wrong that another try will not cure. */
const SAFE_ROUNDS = 3;
const SAFE_PROBE_MS = 10_000;
const PAGE_GRACE_MS = 5_000;
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 3_000;

/** Portal trouble while looking says nothing about the change: look again until the time is up. */
const LOOK_AGAIN: ReadonlySet<FailureClass> = new Set(["portal", "throttled", "drift", "credentials", "business"]);

/** probe → kept | intend → apply (gate: sent) → probe → observed (design section 6). */
export async function makeChange<S extends Seen>(change: Change<S>, tools: ChangeTools): Promise<Changed<S>> {
  const { book } = tools;
  const before = book.find(change.step, change.item);
  if (before?.isFromEarlierAttempt && before.state === "observed" && before.evidence && tools.earlier === "trusted") {
    // The evidence was written by this same change's probe, one attempt ago.
    return { seen: before.evidence as S, how: "kept" };
  }
  const isOpen = before?.state === "sent" || before?.state === "unknown";
  await tools.at("before-probe");
  if (isOpen) {
    tools.observing(true);
    tools.say(CHECKING_MESSAGE);
  }
  const seenBefore = isOpen
    ? await lookFor(before, change, tools, afterSentMs(change, tools))
    : await lookOnce(change, tools, { isSent: false });
  await tools.at("after-probe");
  if (seenBefore) {
    if (before && isOpen) await observe(before, seenBefore, tools);
    tools.observing(false);
    return { seen: seenBefore, how: isOpen ? "done" : "kept" };
  }
  if (before && isOpen && change.definition.repeat === "never") {
    return await giveUp(before, tools, { reason: "not seen since an earlier try" });
  }
  tools.observing(false);
  return await applyUntilSeen(change, tools);
}

async function applyUntilSeen<S extends Seen>(change: Change<S>, tools: ChangeTools): Promise<Changed<S>> {
  for (let round = 1; ; round += 1) {
    tools.stopHere();
    await tools.at("before-intent");
    const key: EffectKey = {
      step: change.step,
      item: change.item,
      commit: change.definition.commit,
      naturalKey: change.naturalKey,
      repeat: change.definition.repeat,
    };
    const effect = await tools.book.intend(key);
    await tools.at("after-intent");
    const applied = await applyOnce(change, effect, tools);
    await tools.at("after-apply");

    if (applied.kind === "nothing_sent") throw applied.thrown;
    if (applied.kind === "sent_nothing_wanted") return await foundWithoutSending(effect, change, tools);
    if (applied.kind === "lost") tools.log(`No usable answer (${applied.reason}); looking at the portal`, "warn");
    if (applied.kind === "lost" || applied.kind === "refused") tools.say(CHECKING_MESSAGE);
    const seen = await lookFor(effect, change, tools, applied.kind === "refused" ? 0 : afterSentMs(change, tools));
    if (seen) {
      await observe(effect, seen, tools);
      tools.observing(false);
      return { seen, how: "done" };
    }
    if (applied.kind === "refused") {
      const reason = refusalOf(applied);
      await tools.book.refused(effect, reason.failure);
      tools.observing(false);
      throw reason;
    }
    if (change.definition.repeat === "never" || round === SAFE_ROUNDS) {
      return await giveUp(effect, tools, { reason: applied.kind === "lost" ? applied.reason : "not seen" });
    }
    tools.observing(false);
    tools.log("Not seen at the portal; setting it again");
  }
}

/** The page did all we asked and sent nothing: either it had become so meanwhile, or the page is not the page we know. */
async function foundWithoutSending<S extends Seen>(
  effect: Effect,
  change: Change<S>,
  tools: ChangeTools,
): Promise<Changed<S>> {
  const seen = await lookOnce(change, tools, { isSent: false });
  if (!seen) throw fail("PORTAL_CHANGED", { landmark: `What “${change.title}” sends` });
  if (!effect.hasBeenSent) return { seen, how: "kept" };
  // An earlier round's submit: late, and there.
  await observe(effect, seen, tools);
  return { seen, how: "done" };
}

function afterSentMs(change: Change<Seen>, tools: ChangeTools): number {
  const { probeAfterSentMs } = tools.timings;
  return change.definition.repeat === "never" ? probeAfterSentMs : Math.min(probeAfterSentMs, SAFE_PROBE_MS);
}

async function applyOnce<S extends Seen>(
  change: Change<S>,
  effect: Parameters<EffectBook["markSent"]>[0],
  tools: ChangeTools,
): Promise<Applied> {
  const { gate, watch, timings } = tools;
  watch.phase(change.title);
  const passage = gate.arm({
    commit: change.definition.commit,
    markSent: async () => {
      tools.observing(true);
      return await tools.book.markSent(effect);
    },
  });
  try {
    const work = settle(change.apply());
    await Promise.race([work, passage.decided]);
    // The page may have finished while its request is still with the ledger.
    if (passage.state === "marking") await passage.decided;
    if (passage.state === "waiting") return unsent(await work);
    if (passage.state === "refused") return heldBack(passage, tools);
    watch.progress();
    return await readAnswer(work, passage, timings.answerMs);
  } finally {
    gate.disarm();
  }
}

function unsent(work: Settled): Applied {
  return work.ok ? { kind: "sent_nothing_wanted" } : { kind: "nothing_sent", thrown: work.thrown };
}

function heldBack(passage: Passage, tools: ChangeTools): Applied {
  tools.observing(false);
  const reason = passage.refusal ?? "";
  if (passage.ledgerError !== undefined) return { kind: "nothing_sent", thrown: passage.ledgerError };
  if (/ledger did not answer/.test(reason)) return { kind: "nothing_sent", thrown: fail("DATABASE_AWAY", { reason }) };
  return { kind: "nothing_sent", thrown: new LeaseLost(reason) };
}

async function readAnswer(work: Promise<Settled>, passage: Passage, answerMs: number): Promise<Applied> {
  const answer: Answer = (await within(answerMs, passage.answer)) ?? {
    kind: "lost",
    reason: `no answer in ${answerMs} ms`,
  };
  if (answer.kind === "lost") return { kind: "lost", reason: answer.reason };
  if (isUndecided(answer.status)) return { kind: "lost", reason: `status ${answer.status}` };
  // The page now says what it makes of the answer: a closed dialog, or the portal's own words for a refusal.
  const shown = await within(PAGE_GRACE_MS, work);
  const thrown = shown && !shown.ok ? shown.thrown : undefined;
  if (answer.status < 400) return { kind: "answered", thrown };
  return { ...answer, kind: "refused", thrown };
}

/** 5xx, and the 4xx that only say "I stopped waiting" or "try later": the change may have happened. */
function isUndecided(status: number): boolean {
  return status >= 500 || status === 408 || status === 425;
}

function refusalOf({ status, text, retryAfterMs, thrown }: Extract<Applied, { kind: "refused" }>): Failed {
  if (status === 429) return failToWait("THROTTLED", retryAfterMs);
  if (status === 401 || status === 403) return fail("SESSION_LOST");
  if (isFailed(thrown)) return thrown;
  return fail("FORM_REFUSED", { status, message: portalMessage(text) });
}

function portalMessage(text: string | null): string {
  try {
    const body: unknown = JSON.parse(text ?? "");
    if (typeof body === "object" && body !== null && "message" in body && typeof body.message === "string")
      return body.message;
  } catch {
    // Not JSON: the plain text is the message.
  }
  return (text ?? "").slice(0, 300);
}

/** Several that could be it is an answer too: then a person decides about the effect. */
async function lookFor<S extends Seen>(
  effect: Parameters<EffectBook["unknown"]>[0],
  change: Change<S>,
  tools: ChangeTools,
  limitMs: number,
): Promise<S | undefined> {
  try {
    return await look(change, tools, limitMs);
  } catch (thrown) {
    if (isFailed(thrown) && thrown.failure.class === "unknown_outcome") {
      await tools.book.unknown(effect, thrown.failure);
      tools.observing(false);
    }
    throw thrown;
  }
}

/** Looks until it is seen or the time is up; at least once. Portal trouble is waited out, ambiguity is not. */
async function look<S extends Seen>(change: Change<S>, tools: ChangeTools, limitMs: number): Promise<S | undefined> {
  const giveUpAt = tools.nowMs() + limitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const seen = await lookOnce(change, tools, { isSent: true }).catch((thrown: unknown) => {
      const classified = classify(thrown);
      if (classified.kind === "fenced" || !LOOK_AGAIN.has(classified.failure.class)) throw thrown;
      tools.log(`Could not look: ${classified.failure.code}`, "warn");
      return undefined;
    });
    const leftMs = giveUpAt - tools.nowMs();
    if (seen || leftMs <= 0) return seen;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, leftMs)));
  }
}

async function lookOnce<S extends Seen>(
  change: Change<S>,
  tools: ChangeTools,
  moment: ProbeMoment,
): Promise<S | undefined> {
  tools.watch.phase(change.title);
  const sight = await change.probe(moment);
  if (!(sight instanceof Sight)) return sight;
  return sight.isSo ? sight.seen : undefined;
}

async function observe(effect: Parameters<EffectBook["observed"]>[0], seen: Seen, tools: ChangeTools): Promise<void> {
  await tools.at("before-observed");
  await tools.book.observed(effect, seen);
  await tools.at("after-observed");
}

async function giveUp(
  effect: Parameters<EffectBook["unknown"]>[0],
  tools: ChangeTools,
  about: { reason: string },
): Promise<never> {
  const reason = failure("OUTCOME_UNKNOWN", { ...tools.unknownWords, ...about });
  await tools.book.unknown(effect, reason);
  tools.observing(false);
  throw new Failed(reason);
}

type Settled = { ok: true } | { ok: false; thrown: unknown };

function settle(work: Promise<void>): Promise<Settled> {
  return work.then(
    () => ({ ok: true }) as const,
    (thrown: unknown) => ({ ok: false, thrown }) as const,
  );
}

export const CHANGE_TIMINGS: ChangeTimings = {
  probeAfterSentMs: TIMINGS.probeAfterSentMs,
  answerMs: TIMINGS.navigationMs,
};

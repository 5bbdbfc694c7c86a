import type { Browser, CDPSession, Page } from "playwright-core";
import type { CommitName } from "../define/commits.ts";
import { parseRetryAfter } from "../define/retry-after.ts";
import { kindOf, pathOf, type RequestKind, type SeenRequest } from "./request-lists.ts";
import { within } from "./within.ts";

/** The right to send one request, once. */
export type Permit = {
  commit: CommitName;
  /** The ledger's one statement, intended → sent. False, a rejection or 5 s of silence refuse the request. */
  markSent: () => Promise<boolean>;
};

export type Answer =
  /** `text` is the first 2 000 characters of a 4xx answer's body: the portal's own reason */
  { kind: "status"; status: number; text: string | null; retryAfterMs?: number } | { kind: "lost"; reason: string };

/** What became of an armed permit. */
export type Passage = {
  /** `marking` is the point of no return: the ledger may say "sent" from here on. */
  readonly state: "waiting" | "marking" | "sent" | "refused";
  readonly refusal: string | null;
  /** What the ledger threw when it was asked. */
  readonly ledgerError: unknown;
  /** Resolves when the request left or was refused; never rejects. */
  readonly decided: Promise<void>;
  /** Resolves with what the portal answered to it. Silence: never. */
  readonly answer: Promise<Answer>;
};

export type RequestRecord = {
  verdict: "passed" | "sent" | "refused";
  method: string;
  path: string;
  reason: string;
};

export type GateOptions = {
  portalOrigin: string;
  /** The lease allows a commit to begin. */
  maySend: () => boolean;
  /** The lease still stands; asked again after the ledger's answer. */
  isAlive: () => boolean;
  /** Drops used connections, so that one permit is one request. */
  renew: () => Promise<void>;
  record: (record: RequestRecord) => void;
  commitAnswerMs: number;
  at?: (place: "while-held" | "after-sent" | "after-continue") => Promise<void>;
};

export type Gate = {
  /** Opens for one request until `disarm`. Throws when one is armed already. */
  arm: (permit: Permit) => Passage;
  disarm: () => void;
  /** No request that could change anything passes from now on, not even a harmless one. */
  shut: (reason: string) => void;
  /** Proves the gate on this browser: a POST from a blank page must be refused by it. Throws otherwise. */
  prove: (page: Page) => Promise<void>;
};

/** fetch() is reported as XHR; these seven carry everything that is not a plain GET (browser reference, section 7). */
const RESOURCE_TYPES = ["Document", "XHR", "Fetch", "Ping", "Other", "CSPViolationReport", "EventSource"] as const;
/** The same request goes on to another place; its answer is still to come. */
const REPEATING_REDIRECTS: ReadonlySet<number> = new Set([307, 308]);
const PROOF_URL = "http://gate.invalid/";
const REASON_LENGTH = 2_000;

type Paused = {
  requestId: string;
  request: SeenRequest;
  redirectedRequestId?: string;
  /** stays the same across redirects, also where `redirectedRequestId` is missing (seen with a redirect to another origin) */
  networkId?: string;
  responseStatusCode?: number;
  responseErrorReason?: string;
  responseHeaders?: { name: string; value: string }[];
};

type Armed = {
  permit: Permit;
  passage: { state: Passage["state"]; refusal: string | null; ledgerError: unknown };
  /** the origin the permitted request went to: its redirects may go there only */
  sentTo: string | null;
  decide: () => void;
  answer: (answer: Answer) => void;
};

type Verdict = { go: true; isPermitted: boolean } | { go: false };

/**
 * One session on the browser itself, so that it sees every context, page and worker and outlives each page. Never detach it
 * and never disable Fetch: Chromium would continue everything it holds. It ends with its browser, wire first.
 */
export async function openGate(browser: Browser, options: GateOptions): Promise<Gate> {
  const cdp = await browser.newBrowserCDPSession();
  const sent = new Map<string, Armed>();
  let armed: Armed | null = null;
  let shutBecause: string | null = null;
  let onProof: (() => void) | null = null;

  async function onPaused(paused: Paused): Promise<void> {
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
      return await onAnswer(paused);
    }
    const verdict = await judge(paused).catch(() => ({ go: false }) as const);
    if (!verdict.go)
      return await send(cdp, "Fetch.failRequest", { requestId: paused.requestId, errorReason: "Aborted" });
    const leaving = send(cdp, "Fetch.continueRequest", {
      requestId: paused.requestId,
      interceptResponse: verdict.isPermitted,
    });
    if (verdict.isPermitted) await options.at?.("after-continue");
    await leaving;
  }

  async function judge(paused: Paused): Promise<Verdict> {
    const { request } = paused;
    const listed = kindOf(request, options.portalOrigin);
    if (listed.kind === "read") return { go: true, isPermitted: false };
    if (request.url === PROOF_URL && onProof) {
      onProof();
      return { go: false };
    }
    if (shutBecause) return refuse(request, shutBecause);
    const earlier = sent.get(paused.redirectedRequestId ?? "") ?? sent.get(paused.networkId ?? "");
    if (earlier) return followRedirect(earlier, paused);
    if (listed.kind === "harmless") {
      if (listed.isOnce) await options.renew();
      options.record({ verdict: "passed", method: request.method, path: pathOf(request.url), reason: listed.name });
      return { go: true, isPermitted: false };
    }
    return await spendPermit(listed, paused);
  }

  function followRedirect(earlier: Armed, paused: Paused): Verdict {
    const { request } = paused;
    const refusal = options.isAlive()
      ? new URL(request.url).origin !== earlier.sentTo && "a redirect to another origin"
      : "the lease has run out";
    if (refusal) {
      earlier.answer({ kind: "lost", reason: refusal });
      return refuse(request, refusal);
    }
    remember(paused, earlier);
    options.record({ verdict: "sent", method: request.method, path: pathOf(request.url), reason: "a redirect" });
    return { go: true, isPermitted: true };
  }

  function remember(paused: Paused, holder: Armed): void {
    sent.set(paused.requestId, holder);
    if (paused.networkId) sent.set(paused.networkId, holder);
  }

  async function spendPermit(listed: RequestKind, paused: Paused): Promise<Verdict> {
    const { request } = paused;
    const holder = armed;
    if (!holder) return refuse(request, listed.kind === "commit" ? "no change is under way" : "not in any list");
    if (listed.kind === "commit" && listed.name !== holder.permit.commit) {
      return refuse(request, `the change under way is ${holder.permit.commit}`);
    }
    if (holder.passage.state !== "waiting") return refuse(request, "the change under way has sent its one request");
    holder.passage.state = "marking";
    const refusal = await reasonToHold(holder.permit).catch((thrown: unknown) => {
      holder.passage.ledgerError = thrown;
      return "the ledger could not be asked";
    });
    if (refusal) {
      holder.passage.state = "refused";
      holder.passage.refusal = refusal;
      holder.decide();
      return refuse(request, refusal);
    }
    holder.passage.state = "sent";
    holder.sentTo = new URL(request.url).origin;
    remember(paused, holder);
    const reason = listed.kind === "commit" ? listed.name : `not in any list; counted as ${holder.permit.commit}`;
    options.record({ verdict: "sent", method: request.method, path: pathOf(request.url), reason });
    holder.decide();
    return { go: true, isPermitted: true };
  }

  async function reasonToHold(permit: Permit): Promise<string | null> {
    await options.at?.("while-held");
    if (!options.maySend()) return "too little of the lease is left";
    // Nothing may come between this look and the ledger's statement: a stop before it leaves the effect merely intended.
    if (shutBecause) return shutBecause;
    const isMarked = await within(options.commitAnswerMs, permit.markSent());
    if (isMarked === undefined) return "the ledger did not answer";
    if (!isMarked) return "the ledger refused: the lease is lost";
    await options.at?.("after-sent");
    await options.renew();
    // Read last: between the ledger's answer and here this process may have been stopped for a long time.
    if (!options.isAlive()) return "the lease ran out while waiting";
    return shutBecause;
  }

  async function onAnswer(paused: Paused): Promise<void> {
    const holder = sent.get(paused.requestId);
    const status = paused.responseStatusCode;
    if (holder && status !== undefined && !REPEATING_REDIRECTS.has(status)) {
      const text = status >= 400 && status < 500 ? await bodyOf(paused.requestId) : null;
      const retryAfter = paused.responseHeaders?.find(({ name }) => name.toLowerCase() === "retry-after");
      holder.answer({ kind: "status", status, text, retryAfterMs: parseRetryAfter(retryAfter?.value, Date.now()) });
    } else if (holder && status === undefined) {
      holder.answer({ kind: "lost", reason: paused.responseErrorReason ?? "no answer" });
    }
    await send(cdp, "Fetch.continueRequest", { requestId: paused.requestId });
  }

  async function bodyOf(requestId: string): Promise<string | null> {
    const got = await within(1_000, cdp.send("Fetch.getResponseBody", { requestId })).catch(() => undefined);
    if (!got) return null;
    return Buffer.from(got.body, got.base64Encoded ? "base64" : "utf8")
      .toString("utf8")
      .slice(0, REASON_LENGTH);
  }

  function refuse(request: SeenRequest, reason: string): Verdict {
    options.record({ verdict: "refused", method: request.method, path: pathOf(request.url), reason });
    return { go: false };
  }

  cdp.on("Fetch.requestPaused", (paused) => void onPaused(paused));
  await cdp.send("Fetch.enable", {
    patterns: RESOURCE_TYPES.map((resourceType) => ({ urlPattern: "*", resourceType })),
  });

  return {
    arm: (permit) => {
      if (armed) throw new Error("the gate is armed already");
      const decided = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<Answer>();
      const passage: Armed["passage"] = { state: "waiting", refusal: null, ledgerError: undefined };
      armed = { permit, passage, sentTo: null, decide: decided.resolve, answer: answer.resolve };
      return Object.assign(passage, { decided: decided.promise, answer: answer.promise });
    },
    disarm: () => {
      armed = null;
    },
    shut: (reason) => {
      shutBecause = reason;
    },
    prove: async (page) => {
      const seen = new Promise<true>((resolve) => {
        onProof = () => resolve(true);
      });
      const passed = page.evaluate(
        (url) =>
          fetch(url, { method: "POST", mode: "no-cors" }).then(
            () => true,
            () => false,
          ),
        PROOF_URL,
      );
      const isHeld = await within(5_000, Promise.all([seen, passed]));
      onProof = null;
      if (!isHeld || isHeld[1]) throw new Error("the send gate did not hold a request that it must hold");
    },
  };
}

/** The request, its page or the whole browser may be gone by now; then nothing is sent and there is nobody to tell. */
async function send<Method extends "Fetch.failRequest" | "Fetch.continueRequest">(
  cdp: CDPSession,
  method: Method,
  parameters: Parameters<typeof cdp.send<Method>>[1],
): Promise<void> {
  await cdp.send(method, parameters).catch(() => undefined);
}

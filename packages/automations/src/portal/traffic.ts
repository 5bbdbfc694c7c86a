import type { Page, Request, Response } from "playwright-core";
import { HARMLESS } from "../define/commits.ts";
import { type Failed, fail } from "../define/failed.ts";
import { failToWait, parseRetryAfter } from "../define/retry-after.ts";

/** A request of the portal's page that did not bring what the page asked for. */
export type Trouble = {
  method: string;
  path: string;
  status: number | null;
  reason: string;
  /** asked for with a 429 or a 503 */
  retryAfterMs?: number;
};

/**
 * Listens to what the page asks its server. The portal shows an empty list when its list could not be loaded, so "nothing
 * there" counts only if nothing went wrong since the page was opened.
 */
export type Traffic = {
  mark: () => number;
  /** Trouble since the mark, with requests to the portal's own origin. */
  since: (mark: number) => readonly Trouble[];
};

export function listenToTraffic(page: Page, origin: string): Traffic {
  const troubles: Trouble[] = [];

  function note(request: Request, trouble: Pick<Trouble, "status" | "reason" | "retryAfterMs">): void {
    const url = new URL(request.url());
    const isTelemetry = request.method() === HARMLESS.telemetry.method && url.pathname === HARMLESS.telemetry.path;
    const isCall = request.resourceType() === "xhr" || request.resourceType() === "fetch";
    if (url.origin !== origin || isTelemetry || !isCall) return;
    troubles.push({ method: request.method(), path: url.pathname, ...trouble });
  }

  page.on("response", (response) => {
    const status = response.status();
    if (status < 400) return;
    const retryAfterMs = retryAfterOf(response);
    note(response.request(), { status, reason: `status ${status}`, retryAfterMs });
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    // Leaving a page aborts what it was still asking for, and the gate aborts what it holds back.
    if (!reason.includes("ERR_ABORTED")) note(request, { status: null, reason });
  });
  return {
    mark: () => troubles.length,
    since: (mark) => troubles.slice(mark),
  };
}

export function retryAfterOf(response: Response | null): number | undefined {
  return parseRetryAfter(response?.headers()["retry-after"], Date.now());
}

/** How long the portal wants to be left alone, by the last thing that said so. */
export function longestWait(troubles: readonly Trouble[]): number | undefined {
  return troubles.findLast(({ retryAfterMs }) => retryAfterMs !== undefined)?.retryAfterMs;
}

/** For a page behind the sign-in: a refusal to know us counts too. */
export function failureBehindSignIn(troubles: readonly Trouble[]): Failed | undefined {
  const isForgotten = troubles.some(({ status }) => status === 401);
  return failureOf(troubles) ?? (isForgotten ? fail("SESSION_LOST") : undefined);
}

/** The failure that the server's own trouble amounts to; nothing for refusals that a page object must judge. */
export function failureOf(troubles: readonly Trouble[]): Failed | undefined {
  for (const { status, reason, retryAfterMs } of troubles) {
    if (status === 429) return failToWait("THROTTLED", retryAfterMs);
    if (status !== null && status >= 500) return fail("PORTAL_ERROR", { status });
    if (status === null) return fail("PORTAL_UNREACHABLE", { reason });
  }
  return undefined;
}

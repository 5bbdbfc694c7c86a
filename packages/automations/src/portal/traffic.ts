import type { Page, Request } from "playwright-core";
import { HARMLESS } from "../define/commits.ts";
import { type Failed, fail } from "../define/failed.ts";

/** A request of the portal's page that did not bring what the page asked for. */
export type Trouble = { method: string; path: string; status: number | null; reason: string };

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

  function note(request: Request, status: number | null, reason: string): void {
    const url = new URL(request.url());
    const isTelemetry = request.method() === HARMLESS.telemetry.method && url.pathname === HARMLESS.telemetry.path;
    const isCall = request.resourceType() === "xhr" || request.resourceType() === "fetch";
    if (url.origin !== origin || isTelemetry || !isCall) return;
    troubles.push({ method: request.method(), path: url.pathname, status, reason });
  }

  page.on("response", (response) => {
    if (response.status() >= 400) note(response.request(), response.status(), `status ${response.status()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    // Leaving a page aborts what it was still asking for, and the gate aborts what it holds back.
    if (!reason.includes("ERR_ABORTED")) note(request, null, reason);
  });
  return {
    mark: () => troubles.length,
    since: (mark) => troubles.slice(mark),
  };
}

/** For a page behind the sign-in: a refusal to know us counts too. */
export function failureBehindSignIn(troubles: readonly Trouble[]): Failed | undefined {
  const isForgotten = troubles.some(({ status }) => status === 401);
  return failureOf(troubles) ?? (isForgotten ? fail("SESSION_LOST") : undefined);
}

/** The failure that the server's own trouble amounts to; nothing for refusals that a page object must judge. */
export function failureOf(troubles: readonly Trouble[]): Failed | undefined {
  for (const { status, reason } of troubles) {
    if (status === 429) return fail("THROTTLED");
    if (status !== null && status >= 500) return fail("PORTAL_ERROR", { status });
    if (status === null) return fail("PORTAL_UNREACHABLE", { reason });
  }
  return undefined;
}

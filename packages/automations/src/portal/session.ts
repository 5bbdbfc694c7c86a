import { TIMINGS } from "@pumpd/model";
import type { Page, Response } from "playwright-core";
import { type Failed, fail, isFailed } from "../define/failed.ts";
import { failToWait } from "../define/retry-after.ts";
import { INSTEAD, SHELL, SIGN_IN } from "./selectors.ts";
import { failureBehindSignIn, failureOf, longestWait, retryAfterOf, type Traffic, type Trouble } from "./traffic.ts";
import { until } from "./wait.ts";

/** A signed-in page and the way around the portal. Page objects are made of it and of nothing else. */
export type Session = {
  readonly page: Page;
  readonly adminUrl: string;
  readonly traffic: Traffic;
  /**
   * Opens an address and waits for `ready`. Signs in again if the portal has forgotten us, at most once in a run.
   * Gives the mark of the traffic that belongs to this visit. Throws SESSION_LOST, MAINTENANCE, CAPTCHA, THROTTLED, PORTAL_ERROR, PORTAL_SLOW, PORTAL_UNREACHABLE.
   */
  open: (path: string, ready: Ready) => Promise<Visit>;
  /** Waits on the page as it is. `mark` of the traffic: what went wrong since then is the portal's trouble. */
  settle: (ready: Ready, mark: number) => Promise<void>;
  /** After reading something: throws if the page had trouble meanwhile, so that "nothing there" means nothing there. */
  check: (visit: Visit) => Promise<void>;
};

export type Visit = { readonly mark: number };

/** What must be visible, and what to call it when it is not. */
export type Ready = {
  selector: string;
  what: string;
  /** Drawn some time after the rest of the page. Missing for 15 s on a page that is there: PORTAL_CHANGED with its name. */
  later?: { isDrawn: () => Promise<boolean>; landmark: string };
  /** This trouble means that what was asked for does not exist: TARGET_NOT_FOUND. */
  isMissing?: (trouble: Trouble) => boolean;
};

const DRAWING_LIMIT_MS = 15_000;

export type PageState = "ready" | "login" | "maintenance" | "captcha";

export function openSession(page: Page, adminUrl: string, traffic: Traffic, signInAgain: () => Promise<void>): Session {
  let mayStillSignIn = true;

  async function visit(path: string, ready: Ready): Promise<Visit> {
    const mark = traffic.mark();
    const answer = await page.goto(`${adminUrl}${path}`, { waitUntil: "commit", timeout: TIMINGS.navigationMs });
    if (answer && answer.status() >= 400) throw await failureOfDocument(page, answer);
    await settle(ready, mark);
    return { mark };
  }

  async function check({ mark }: Visit): Promise<void> {
    const state = await stateOf(page, SHELL.app);
    if (state === "maintenance" || state === "captcha") throw failureOfState(state);
    const trouble = failureBehindSignIn(traffic.since(mark));
    if (trouble) throw trouble;
    if (state === "login") throw fail("SESSION_LOST");
  }

  async function settle(ready: Ready, mark: number): Promise<void> {
    let thereSince: number | undefined;
    const state = await until(page, TIMINGS.navigationMs, async () => {
      if (ready.isMissing && traffic.since(mark).some(ready.isMissing)) return "missing";
      const seen = await stateOf(page, ready.selector);
      // An error answer can be behind an empty or signed-out page: it explains what we see, whatever that is.
      if (seen === undefined && failureOf(traffic.since(mark))) return "trouble";
      if (seen !== "ready" || !ready.later) return seen;
      if (await ready.later.isDrawn()) return "ready";
      if (failureOf(traffic.since(mark))) return "trouble";
      thereSince ??= performance.now();
      return performance.now() - thereSince > DRAWING_LIMIT_MS ? "undrawn" : undefined;
    });
    if (state === "missing") throw fail("TARGET_NOT_FOUND", { name: ready.what });
    if (state === "undrawn") throw fail("PORTAL_CHANGED", { landmark: ready.later?.landmark ?? ready.what });
    const isForgotten =
      state === "login" && traffic.since(mark).every(({ status }) => status === 401 || status === 403);
    if (isForgotten) throw fail("SESSION_LOST");
    if (state === "maintenance" || state === "captcha") throw failureOfState(state);
    const trouble = failureOf(traffic.since(mark));
    if (trouble)
      throw (await isMaintenance(page)) ? failToWait("MAINTENANCE", longestWait(traffic.since(mark))) : trouble;
    if (state === "login") throw fail("SESSION_LOST");
    if (state === undefined) throw fail("PORTAL_SLOW", { what: ready.what });
  }

  return {
    page,
    adminUrl,
    traffic,
    settle,
    check,
    open: async (path, ready) => {
      try {
        return await visit(path, ready);
      } catch (thrown) {
        if (!isFailed(thrown, "SESSION_LOST") || !mayStillSignIn) throw thrown;
        mayStillSignIn = false;
        await signInAgain();
        return await visit(path, ready);
      }
    },
  };
}

/** What stands on the page now, if it is something we know. */
export async function stateOf(page: Page, ready: string): Promise<PageState | undefined> {
  return await page.evaluate(
    ({ ready, shell, instead, password }) => {
      const isShown = (selector: string) =>
        [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
      const words = document.querySelector(shell.app) ? "" : `${document.title} ${document.body?.innerText ?? ""}`;
      if (isShown(instead.maintenance) || new RegExp(instead.maintenanceWords, "i").test(words)) return "maintenance";
      if (isShown(instead.captcha) || new RegExp(instead.captchaWords, "i").test(words)) return "captcha";
      if (isShown(ready) && !document.querySelector(shell.loading)) return "ready";
      if (isShown(password)) return "login";
      return undefined;
    },
    { ready, shell: SHELL, instead: INSTEAD, password: SIGN_IN.password },
  );
}

export function failureOfState(state: "maintenance" | "captcha"): Failed {
  return state === "maintenance" ? fail("MAINTENANCE") : fail("CAPTCHA");
}

/** A status for the page itself: 503 with a banner is maintenance, without one an error. */
export async function failureOfDocument(page: Page, answer: Response): Promise<Failed> {
  const status = answer.status();
  const retryAfterMs = retryAfterOf(answer);
  if (status === 429) return failToWait("THROTTLED", retryAfterMs);
  return (await isMaintenance(page)) ? failToWait("MAINTENANCE", retryAfterMs) : fail("PORTAL_ERROR", { status });
}

const BANNER_MS = 400;

/** The banner is drawn a moment after the answer that calls for it. */
async function isMaintenance(page: Page): Promise<boolean> {
  const state = await until(page, BANNER_MS, async () => {
    const seen = await stateOf(page, SHELL.app);
    return seen === "maintenance" ? seen : undefined;
  });
  return state === "maintenance";
}

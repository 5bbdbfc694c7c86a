import { TIMINGS } from "@pumpd/model";
import type { Page } from "playwright-core";
import { HARMLESS } from "../../define/commits.ts";
import { type Failed, fail } from "../../define/failed.ts";
import { failToWait } from "../../define/retry-after.ts";
import { landmark } from "../parts/landmark.ts";
import { typeSecret } from "../parts/secret-field.ts";
import { typeText } from "../parts/text-field.ts";
import { SHELL, SIGN_IN } from "../selectors.ts";
import { failureOfDocument, failureOfState, stateOf } from "../session.ts";
import { failureOf, longestWait, type Traffic, type Trouble } from "../traffic.ts";
import { until } from "../wait.ts";

/** How long a portal that answered 503 may take to say that it is closed. */
const BANNER_MS = 2_000;

type SignIn = {
  adminUrl: string;
  credentials: { login: string; password: string };
  traffic: Traffic;
};

/**
 * One try, one request: another wrong one could lock the account. Proof of success is that the sign-in page is left and the
 * portal's own pages are there. Throws WRONG_PASSWORD, ACCOUNT_LOCKED, CAPTCHA, MAINTENANCE, THROTTLED, PORTAL_*.
 */
export async function signIn(page: Page, { adminUrl, credentials, traffic }: SignIn): Promise<void> {
  const answer = await page.goto(`${adminUrl}/login`, { waitUntil: "commit", timeout: TIMINGS.navigationMs });
  if (answer && answer.status() >= 400) throw await failureOfDocument(page, answer);
  const state = await until(page, TIMINGS.navigationMs, () => stateOf(page, SHELL.app));
  if (state === "ready") return;
  if (state === "maintenance" || state === "captcha") throw failureOfState(state);
  if (state === undefined) throw fail("PORTAL_SLOW", { what: "the sign-in page" });

  const submit = await landmark(page.locator(SIGN_IN.submit), "The button that signs in");
  await typeText(await landmark(page.locator(SIGN_IN.email), "The e-mail field"), "E-mail", credentials.login);
  await typeSecret(await landmark(page.locator(SIGN_IN.password), "The password field"), credentials.password);
  const before = await problemOn(page);
  const mark = traffic.mark();
  const taken = whenTaken(page);
  await submit.click();

  const end = await until(page, TIMINGS.navigationMs, async () => {
    const now = await stateOf(page, SHELL.app);
    if (now === "ready" || now === "maintenance" || now === "captcha") return now;
    // Taken, and forgotten again at once: we are in, and the next page will ask for another sign-in.
    if (taken() && traffic.since(mark).some(({ status }) => status === 401)) return "ready";
    const problem = taken() ? null : await problemOn(page);
    const isRefused = answersTo(traffic, mark).length > 0 || (problem !== null && problem !== before);
    return isRefused ? "refused" : undefined;
  });
  if (end === "maintenance" || end === "captcha") throw failureOfState(end);
  if (end === undefined) throw fail("PORTAL_SLOW", { what: "the page after signing in" });
  if (end === "refused") throw await reasonOf(page, answersTo(traffic, mark));
}

/** Has the portal taken our password? By its own answer to it, whatever the page shows. */
function whenTaken(page: Page): () => boolean {
  let isTaken = false;
  page.on("response", (response) => {
    if (isSignIn(response.request().method(), new URL(response.url()).pathname)) isTaken = response.ok();
  });
  return () => isTaken;
}

function isSignIn(method: string, path: string): boolean {
  return method === HARMLESS.login.method && path === HARMLESS.login.path;
}

/**
 * What went wrong with signing in. The page we came from may still be told that its session is over: such a 401 is no
 * answer to our password, and taking it for one would hold an account that works.
 */
function answersTo(traffic: Traffic, mark: number): readonly Trouble[] {
  return traffic.since(mark).filter((trouble) => isSignIn(trouble.method, trouble.path) || failureOf([trouble]));
}

async function problemOn(page: Page): Promise<string | null> {
  const texts = await page.locator(SIGN_IN.problem).allInnerTexts();
  return texts.length > 0 ? texts.join(" ") : null;
}

/** The page draws its banner a moment after the answer that says so. */
async function isMaintenance(page: Page, troubles: readonly Trouble[]): Promise<boolean> {
  const limitMs = troubles.some(({ status }) => status === 503) ? BANNER_MS : 0;
  const seen = await until(page, limitMs, async () => (await stateOf(page, SHELL.app)) === "maintenance" || undefined);
  return seen === true;
}

/** By what the server answered; its words follow the visitor's language. */
async function reasonOf(page: Page, troubles: readonly Trouble[]): Promise<Failed> {
  const trouble = failureOf(troubles);
  if (trouble)
    return (await isMaintenance(page, troubles)) ? failToWait("MAINTENANCE", longestWait(troubles)) : trouble;
  if (troubles.some(({ status }) => status === 423)) return fail("ACCOUNT_LOCKED");
  return fail("WRONG_PASSWORD");
}

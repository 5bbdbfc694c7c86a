import { Failed, fail, isFailed } from "../define/failed.ts";
import { SHELL } from "./selectors.ts";
import { failureOfState, type Session, stateOf } from "./session.ts";

/**
 * Runs a piece of a page object. If Playwright gives up on it, the page says why: signed out, maintenance, a check for
 * humans; otherwise something we know was not there, or was covered by something we do not know.
 */
export async function guarded<T>(session: Session, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Failed) throw thrown;
    if (!(thrown instanceof Error) || thrown.name !== "TimeoutError" || session.page.isClosed()) throw thrown;
    const state = await stateOf(session.page, SHELL.app);
    if (state === "login") throw fail("SESSION_LOST", {}, { cause: thrown });
    if (state === "maintenance" || state === "captcha") throw failureOfState(state);
    if (/page\.goto|navigat/i.test(thrown.message)) throw fail("PORTAL_SLOW", { what }, { cause: thrown });
    throw fail("PORTAL_CHANGED", { landmark: `Something in ${what}` }, { cause: thrown });
  }
}

/** The same for work that only looks: signed out half-way, it looks once more, and opening its page signs in again. */
export async function looking<T>(session: Session, what: string, work: () => Promise<T>): Promise<T> {
  return await guarded(session, what, work).catch((thrown: unknown) => {
    if (!isFailed(thrown, "SESSION_LOST")) throw thrown;
    return guarded(session, what, work);
  });
}

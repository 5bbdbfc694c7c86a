import type { Dashboard } from "./pages/dashboard.ts";

/** What a flow gets: the way in. Credentials are inside and stay there. */
export type Portal = {
  /** Opens the sign-in page and signs in once. Throws WRONG_PASSWORD, ACCOUNT_LOCKED, CAPTCHA, MAINTENANCE, … */
  signIn: () => Promise<Dashboard>;
};

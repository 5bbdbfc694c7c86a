import { z } from "zod";

export const FAILURE_CLASSES = [
  "business",
  "credentials",
  "portal",
  "throttled",
  "drift",
  "browser",
  "timeout",
  "unknown_outcome",
  "internal",
] as const;
export const failureClassSchema = z.enum(FAILURE_CLASSES);
export type FailureClass = z.infer<typeof failureClassSchema>;

/** What the failure card offers first. */
export const SUGGESTED_ACTIONS = ["retry", "edit_input", "new_password", "review", "wait", "tell_us"] as const;
export type SuggestedAction = (typeof SUGGESTED_ACTIONS)[number];

type FailureRule = { class: FailureClass; action: SuggestedAction };

/** Every expected bad ending, once. Wording stands in `words.en.ts`, policy per class in `FAILURE_POLICY`. */
export const FAILURES = {
  // business: the request itself cannot be done
  INPUT_INVALID: { class: "business", action: "edit_input" },
  FORM_REFUSED: { class: "business", action: "edit_input" },
  SUBDOMAIN_TAKEN: { class: "business", action: "edit_input" },
  ADDRESS_NOT_SUGGESTED: { class: "business", action: "edit_input" },
  OPTION_NOT_OFFERED: { class: "business", action: "edit_input" },
  TARGET_NOT_FOUND: { class: "business", action: "edit_input" },
  TARGET_MISMATCH: { class: "business", action: "edit_input" },
  ACCOUNT_MISSING: { class: "business", action: "new_password" },
  FILE_MISSING: { class: "business", action: "edit_input" },
  FILE_CHANGED: { class: "business", action: "edit_input" },
  MENU_NAME_TAKEN: { class: "business", action: "edit_input" },
  ITEM_AMBIGUOUS: { class: "business", action: "edit_input" },
  ITEM_MISSING: { class: "business", action: "edit_input" },
  IMPORT_REFUSED: { class: "business", action: "edit_input" },
  UPLOAD_REFUSED: { class: "business", action: "edit_input" },
  UNKNOWN_TYPE: { class: "business", action: "tell_us" },
  // credentials: a person has to look at the account
  WRONG_PASSWORD: { class: "credentials", action: "new_password" },
  ACCOUNT_LOCKED: { class: "credentials", action: "new_password" },
  CAPTCHA: { class: "credentials", action: "new_password" },
  // portal: it did not answer as a portal should
  PORTAL_UNREACHABLE: { class: "portal", action: "retry" },
  PORTAL_ERROR: { class: "portal", action: "retry" },
  PORTAL_SLOW: { class: "portal", action: "retry" },
  SESSION_LOST: { class: "portal", action: "retry" },
  // throttled: it asked us to wait
  THROTTLED: { class: "throttled", action: "wait" },
  MAINTENANCE: { class: "throttled", action: "wait" },
  // drift: the page is not the page we know
  PORTAL_CHANGED: { class: "drift", action: "tell_us" },
  UNEXPECTED_COMMIT: { class: "drift", action: "tell_us" },
  // browser
  BROWSER_CRASHED: { class: "browser", action: "retry" },
  BROWSER_HUNG: { class: "browser", action: "retry" },
  BROWSER_OUT_OF_MEMORY: { class: "browser", action: "retry" },
  BROWSER_MISSING: { class: "browser", action: "wait" },
  WORKER_LOST: { class: "browser", action: "retry" },
  // timeout
  RUN_LIMIT: { class: "timeout", action: "retry" },
  STEP_LIMIT: { class: "timeout", action: "retry" },
  STALLED: { class: "timeout", action: "retry" },
  // unknown_outcome
  OUTCOME_UNKNOWN: { class: "unknown_outcome", action: "review" },
  AMBIGUOUS_MATCH: { class: "unknown_outcome", action: "review" },
  POISON: { class: "unknown_outcome", action: "review" },
  // internal: our own bug
  RESULT_INVALID: { class: "internal", action: "tell_us" },
  DATABASE_AWAY: { class: "internal", action: "wait" },
  INTERNAL: { class: "internal", action: "tell_us" },
} as const satisfies Record<string, FailureRule>;

export type FailureCode = keyof typeof FAILURES;
export const FAILURE_CODES = Object.keys(FAILURES) as FailureCode[];
export const failureCodeSchema = z.enum(FAILURE_CODES as [FailureCode, ...FailureCode[]]);

/** `about` are plain facts for the wording: names, values, counts. Never a secret, never markup. */
export const failureSchema = z.object({
  code: failureCodeSchema,
  class: failureClassSchema,
  about: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export type Failure = z.infer<typeof failureSchema>;
export type FailureAbout = Failure["about"];

export function failure(code: FailureCode, about: FailureAbout = {}): Failure {
  return { code, class: FAILURES[code].class, about };
}

/**
 * What happens after a failure of each class when nothing is left unobserved at the portal.
 * `charged`: counts as one of the job's tries. `then`: where the job goes when no try is left (or none is given).
 */
export const FAILURE_POLICY = {
  business: { retries: "none", charged: true, then: "failed" },
  credentials: { retries: "none", charged: true, then: "needs_review" },
  portal: { retries: "all", charged: true, then: "failed" },
  throttled: { retries: "wait", charged: false, then: "failed" },
  drift: { retries: "none", charged: true, then: "failed" },
  browser: { retries: "all", charged: true, then: "failed" },
  timeout: { retries: "all", charged: true, then: "timeout" },
  unknown_outcome: { retries: "none", charged: true, then: "needs_review" },
  internal: { retries: "once", charged: true, then: "failed" },
} as const satisfies Record<
  FailureClass,
  { retries: "none" | "all" | "once" | "wait"; charged: boolean; then: "failed" | "timeout" | "needs_review" }
>;

/** Not the job's fault and not the portal's: ended like this, an attempt never costs a try. */
export const NEVER_CHARGED: readonly FailureCode[] = ["BROWSER_MISSING", "DATABASE_AWAY", "THROTTLED", "MAINTENANCE"];

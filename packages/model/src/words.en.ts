/** All staff-facing wording of statuses and failures, in English. One file per language. */
import type { DisplayState, Tone } from "./display-state.ts";
import type { FailureAbout, FailureCode, SuggestedAction } from "./failures.ts";
import type { EffectState, StepKind, StepStatus } from "./job-status.ts";
import type { Role } from "./roles.ts";

export const STATE_WORDS: Record<DisplayState, { word: string; tone: Tone; meaning: string }> = {
  waiting: { word: "Waiting", tone: "idle", meaning: "Starts within a second." },
  waiting_turn: {
    word: "Waiting its turn",
    tone: "idle",
    meaning: "Another job uses the same portal account or restaurant.",
  },
  retrying: { word: "Retrying", tone: "idle", meaning: "The next try is planned; nothing is left open at the portal." },
  waiting_slot: {
    word: "Waiting for a slot",
    tone: "idle",
    meaning: "We keep a distance between visits to the portal.",
  },
  on_hold: { word: "On hold", tone: "bell", meaning: "Somebody has to look before it goes on." },
  waiting_worker: { word: "Waiting for a worker", tone: "bell", meaning: "No worker has taken it for a minute." },
  handed_back: { word: "Waiting", tone: "idle", meaning: "Handed over for an update; goes on by itself." },
  starting: { word: "Starting", tone: "move", meaning: "A browser opens." },
  running: { word: "Running", tone: "move", meaning: "A worker is on it." },
  stopping: { word: "Stopping", tone: "move", meaning: "Ends after what is under way, at most 5 s." },
  checking: { word: "Checking the portal", tone: "move", meaning: "A worker went away. We look before anything else." },
  quiet: { word: "Running, quiet", tone: "bell", meaning: "Ends at 90 s without progress." },
  worker_quiet: { word: "Worker went quiet", tone: "bell", meaning: "Decided within two minutes." },
  completed: { word: "Completed", tone: "seen", meaning: "Read back from the portal." },
  needs_look: { word: "Needs a look", tone: "bell", meaning: "Done in part; the rest is listed." },
  completed_by_hand: { word: "Completed by hand", tone: "seen", meaning: "A person did it, and we read it back." },
  needs_review: { word: "Needs review", tone: "bell", meaning: "A person decides." },
  failed: { word: "Failed", tone: "fail", meaning: "Ended; the failing step changed nothing." },
  timeout: { word: "Timed out", tone: "fail", meaning: "Ended at a time limit; what is at the portal is listed." },
  dismissed: { word: "Dismissed", tone: "idle", meaning: "Somebody closed it without running it again." },
  replaced: { word: "Replaced", tone: "idle", meaning: "Another job went on with it." },
  cancelled: { word: "Cancelled", tone: "idle", meaning: "Stopped by a person; what had been applied is listed." },
};

export const STEP_KIND_WORDS: Record<StepKind, string> = {
  visit: "visit",
  read: "read",
  change: "changes the portal",
  changeEach: "changes the portal",
};

export const STEP_STATUS_WORDS: Record<StepStatus | "planned", string> = {
  planned: "To come",
  running: "Now",
  done: "Done",
  kept: "It was so already",
  failed: "Failed",
  unverified: "Sent and not seen",
  stopped: "Stopped",
};

export const EFFECT_WORDS: Record<EffectState, string> = {
  intended: "Nothing was sent",
  sent: "Sent, not yet seen",
  observed: "Seen at the portal",
  refused: "The portal refused it",
  unknown: "Sent and not seen",
};

export const ROLE_WORDS: Record<Role, string> = { viewer: "Viewer", operator: "Operator", admin: "Admin" };

export const ACTION_WORDS: Record<SuggestedAction, string> = {
  retry: "Retry",
  edit_input: "Edit and run again",
  new_password: "Enter a new password",
  review: "Check the portal now",
  wait: "Nothing to do; it goes on by itself",
  tell_us: "Retry",
};

type FailureWords = {
  /** one line, what happened */
  headline: (about: FailureAbout) => string;
  /** one or two sentences: what is at the portal now is added by the page from the ledger */
  advice: (about: FailureAbout) => string;
};

/** In quotes what is named; in words that it was, where a headline stands for many failures and names none. */
const named = (about: FailureAbout, key: string, otherwise: string): string => {
  const name = text(about, key, "");
  return name === "" ? otherwise : `“${name}”`;
};

const text = (about: FailureAbout, key: string, otherwise: string): string => {
  const value = about[key];
  if (value === undefined || value === "") return otherwise;
  return Array.isArray(value) ? value.join(", ") : String(value);
};

export const FAILURE_WORDS: Record<FailureCode, FailureWords> = {
  INPUT_INVALID: {
    headline: () => "The saved request no longer fits what this job needs.",
    advice: (about) => `${text(about, "problems", "Some fields are missing or wrong")}. Edit it and run again.`,
  },
  FORM_REFUSED: {
    headline: () => "The portal refused the form.",
    advice: (about) => `It says: ${text(about, "message", "no reason given")} Change that and run again.`,
  },
  SUBDOMAIN_TAKEN: {
    headline: (about) => `The store address ${named(about, "subdomain", "asked for")} is taken.`,
    advice: () => "Choose another and run again.",
  },
  ADDRESS_NOT_SUGGESTED: {
    headline: () => "The map has no suggestion for this address.",
    advice: (about) =>
      `We typed ${named(about, "address", "it as it is here")} and did not take another street instead. Write the address as the map has it and run again.`,
  },
  OPTION_NOT_OFFERED: {
    headline: (about) => `The portal does not offer ${named(about, "option", "what was chosen")}.`,
    advice: (about) => `It was looked for in ${text(about, "field", "a list")}. Choose another value and run again.`,
  },
  TARGET_NOT_FOUND: {
    headline: (about) => `${text(about, "name", "The restaurant")} is not in this portal account.`,
    advice: () => "We touched nothing. Check which account it belongs to.",
  },
  TARGET_MISMATCH: {
    headline: (about) => `What is at the portal does not match: ${text(about, "field", "a fact")} differs.`,
    advice: (about) =>
      `We expected ${named(about, "expected", "one thing")} and found ${named(about, "found", "another")}. Nothing was changed.`,
  },
  ACCOUNT_MISSING: {
    headline: () => "This restaurant has no portal account.",
    advice: () => "Add the account on the restaurant page, then run it.",
  },
  FILE_MISSING: {
    headline: (about) => `The file ${text(about, "file", "of this job")} is not there any more.`,
    advice: () => "Nothing was sent. Upload it again and run again.",
  },
  FILE_CHANGED: {
    headline: (about) => `The file ${text(about, "file", "of this job")} is not the one that was checked.`,
    advice: () => "Nothing was sent. Upload it again, look at the preview and run again.",
  },
  MENU_NAME_TAKEN: {
    headline: (about) =>
      `A menu called ${named(about, "name", "the same")} is at the portal already, with other dishes.`,
    advice: () =>
      "We touched nothing. Give the menu another name, or update the existing one from the portal's own export.",
  },
  ITEM_AMBIGUOUS: {
    headline: (about) => `${named(about, "item", "A name")} is at the portal ${text(about, "count", "several")} times.`,
    advice: () => "We changed none of them. Remove the doubles at the portal and run again.",
  },
  ITEM_MISSING: {
    headline: (about) => `${text(about, "item", "A dish")} is not in the portal's menu.`,
    advice: () => "It was left out. Check its name in the menu and run again.",
  },
  IMPORT_REFUSED: {
    headline: () => "The portal refused the menu file.",
    advice: (about) => `It says: ${text(about, "message", "no reason given")} Change that and run again.`,
  },
  UPLOAD_REFUSED: {
    headline: (about) => `The portal's file host refused ${text(about, "file", "the picture")}.`,
    advice: (about) =>
      `It says: ${text(about, "message", "no reason given")} Choose another picture or run again later.`,
  },
  UNKNOWN_TYPE: {
    headline: (about) => `No worker knows ${named(about, "type", "this job type")}.`,
    advice: () => "It waits until a worker that knows it is running.",
  },
  WRONG_PASSWORD: {
    headline: () => "The portal refused the password.",
    advice: () => "We tried once and stopped. Enter the new one; waiting jobs of this account go on by themselves.",
  },
  ACCOUNT_LOCKED: {
    headline: () => "The portal has locked this account.",
    advice: () => "We stopped trying. Unlock it at the portal, then enter its password again.",
  },
  CAPTCHA: {
    headline: () => "The portal asks for a person.",
    advice: () => "It showed a check that only a person can pass. Sign in by hand once, then enter the password again.",
  },
  PORTAL_UNREACHABLE: {
    headline: () => "The portal did not answer.",
    advice: () => "The line closed before anything was sent. Retry when the portal is back.",
  },
  PORTAL_ERROR: {
    headline: (about) => `The portal showed an error (${text(about, "status", "unknown")}).`,
    advice: () => "It is the portal's own trouble. Retry later.",
  },
  PORTAL_SLOW: {
    headline: (about) => `The portal was too slow: ${text(about, "what", "a page")} did not appear.`,
    advice: () => "Retry later.",
  },
  SESSION_LOST: {
    headline: () => "The portal signed us out half-way.",
    advice: () => "Retry signs in again and looks before doing anything.",
  },
  THROTTLED: {
    headline: () => "The portal asked us to slow down.",
    advice: () => "Nothing is lost and no try is used; it goes on by itself.",
  },
  MAINTENANCE: {
    headline: () => "The portal is closed for maintenance.",
    advice: () => "Nothing is lost and no try is used; it goes on by itself.",
  },
  PORTAL_CHANGED: {
    headline: (about) => `${text(about, "landmark", "A part we know")} was not on the page.`,
    advice: () => "The portal's page may have changed. We stopped before the next change.",
  },
  UNEXPECTED_COMMIT: {
    headline: () => "The portal's page wanted to send something we do not know.",
    advice: (about) => `${text(about, "request", "A request")} was held back. The portal's page may have changed.`,
  },
  BROWSER_CRASHED: {
    headline: () => "Our browser ended by itself.",
    advice: () => "Retry looks at the portal first.",
  },
  BROWSER_HUNG: {
    headline: () => "Our browser stopped answering and was ended.",
    advice: () => "Retry looks at the portal first.",
  },
  BROWSER_OUT_OF_MEMORY: {
    headline: () => "A portal page used up our browser's memory.",
    advice: () => "Retry; if it happens again, tell us.",
  },
  BROWSER_MISSING: {
    headline: () => "There is no browser on the worker's machine.",
    advice: () => "Install one as the worker's log says. The job waits and goes on by itself.",
  },
  WORKER_LOST: {
    headline: () => "The worker went away.",
    advice: () => "The next try looks at the portal before doing anything.",
  },
  RUN_LIMIT: {
    headline: (about) => `Not finished after ${text(about, "seconds", "the allowed")} s.`,
    advice: () => "Retry goes on from what is already there.",
  },
  STEP_LIMIT: {
    headline: (about) => `“${text(about, "step", "A step")}” took longer than ${text(about, "seconds", "60")} s.`,
    advice: () => "Retry goes on from what is already there.",
  },
  STALLED: {
    headline: (about) => `No progress for ${text(about, "seconds", "90")} s.`,
    advice: () => "Retry goes on from what is already there.",
  },
  OUTCOME_UNKNOWN: {
    headline: (about) =>
      `We pressed ${text(about, "button", "the button")} and have not seen ${text(about, "thing", "the change")} since.`,
    advice: () => "Doing it again could make a second one, so we stopped and are asking you.",
  },
  AMBIGUOUS_MATCH: {
    headline: (about) => `More than one place could be ${text(about, "name", "this restaurant")}.`,
    advice: () => "We touched none. Say which one it is.",
  },
  POISON: {
    headline: () => "The worker went away twice while on this job.",
    advice: () => "We stopped so that other jobs can run. Look at the log, then decide.",
  },
  RESULT_INVALID: {
    headline: () => "The job ended without a result we can trust.",
    advice: () => "This is our bug. It is kept with its log.",
  },
  DATABASE_AWAY: {
    headline: () => "Our database went away.",
    advice: () => "Nothing was sent without it. The job goes on by itself.",
  },
  INTERNAL: {
    headline: () => "Something on our side went wrong.",
    advice: () => "This is our bug. It is kept with its log.",
  },
};

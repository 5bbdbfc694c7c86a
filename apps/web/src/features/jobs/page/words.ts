/** Words of the job page. Statuses, steps and failures have theirs in `@pumpd/model/words`. */
export const LIVE_WORDS = {
  live: "Live",
  paused: "Paused",
  pause: "Pause the picture",
  goOn: "Go on with the picture",
  enlarge: "Enlarge the picture",
  alt: (what: string) => `The portal as our browser shows it now: ${what}`,
  age: (age: string) => `drawn ${age} ago`,
  soon: "The picture comes within a second or two. None is drawn while it signs in.",
  notYet: "The picture comes once it runs.",
  hatched: "personal fields are hatched out",
} as const;

export const LIGHTBOX_WORDS = {
  previous: "Earlier",
  next: "Later",
  place: (n: number, of: number) => `${n} of ${of}`,
} as const;

export const LOG_WORDS = {
  levels: { debug: "All", info: "Usual", warn: "Warnings", error: "Errors" },
  show: "Lines shown",
  follow: "Follow the newest line",
  none: "No lines yet.",
  noneOfLevel: "No line of this kind.",
  more: (n: number) => `Show ${n} earlier lines`,
} as const;

export const ATTEMPT_WORDS = {
  title: "Tries",
  n: (n: number) => `Try ${n}`,
  note: (n: number) => `${n} side by side`,
  rows: {
    ended: "Ended",
    began: "Began",
    took: "Took",
    why: "Why it was tried",
    failure: "What happened",
    worker: "Worker",
    memory: "Browser's memory",
    counted: "Counted as a try",
  },
  megabytes: (n: number) => `${n} MB`,
  yes: "yes",
  no: "no",
  nothing: "–",
  triggers: {
    first: "asked for",
    auto_retry: "planned retry",
    resume: "retry",
    start_over: "retry from the start",
    recovery: "the worker went away",
    released: "the account was released",
  } as Readonly<Record<string, string>>,
} as const;

export const HISTORY_WORDS = {
  kinds: {
    cancel_requested: "Asked to stop",
    decision: "Decided",
    dismissed: "Dismissed",
    held: "Account put on hold",
    inspected: "Looked at the portal",
    picture_missing: "A picture could not be kept",
    repaired: "Put right by us",
    replaced: "Started again as another job",
    resubmit_allowed: "One more submit allowed",
    retry_now: "Told to try now",
    waiting_for_newer_worker: "Waits for a newer worker",
  } as Readonly<Record<string, string>>,
  reasons: {
    look_again: "look again",
    link: "linked",
    allow_one_more: "allow one more",
    done_by_hand: "done by hand",
    cancel: "leave it",
    seen: "it is there",
    not_seen: "not seen",
    drifted: "it differs from what was asked for",
    could_not_look: "could not look",
    unknown_type: "no worker knows this kind of job yet",
    newer_version: "this worker is older than the request",
  } as Readonly<Record<string, string>>,
  by: (name: string) => ` by ${name}`,
  because: (reason: string) => `: ${reason}`,
  first: "Asked for",
} as const;

export const TIMELINE_WORDS = {
  waiting: "Waiting",
  beforeFirst: "Before the first try",
  between: "Waited for the next try",
  notCounted: "Not counted as a try.",
  about: (age: string) => `about ${age}`,
  picture: "Picture",
  pictureOf: (step: string) => `Picture of “${step}”`,
  items: (of: number) => `${of} in this step, the newest first`,
} as const;

export const PICTURE_WORDS = {
  kinds: { step: "After this step", failure: "When it failed", review: "The last look" } as Readonly<
    Record<string, string>
  >,
  portalPage: "The portal's page",
  masked: "Secrets and personal fields are hidden",
  enlarge: (title: string) => `Enlarge: ${title}`,
} as const;

export const LINK_WORDS = {
  parents: {
    inspection_of: "Looks for",
    edited_from: "Edited from",
    items_of: "What was left of",
    plan_of: "Compares before",
    drift_of: "Compares with",
    canary_of: "Looks at the pages of",
  } as Readonly<Record<string, string>>,
  replacedBy: "Went on as",
  openReplacement: (shortId: string) => `Open ${shortId}`,
  portal: "At the portal",
  openPage: "Open its page",
  restaurant: "Restaurant",
  orStalled: (seconds: number) => `, or after ${seconds} s without progress`,
  beat: ", beat",
  seen: ", seen",
  done: "Done",
  notAsked: "not asked for",
} as const;

export const MENU_WORDS = {
  retry: "Retry or start over",
  notCopied: "The browser did not let us copy",
  copyId: (shortId: string) => `Copy ${shortId}`,
} as const;

export const RETRY_WORDS = {
  startOverNote: "Retry trusts what was seen in earlier tries. Starting over looks at every step again.",
  leftItems: (n: number) => (n === 1 ? "Retry the one that is left" : `Retry the ${n} that are left`),
  leftStarted: "Asked for. Only what is left is sent.",
  leftThere: "Already there, opened that one.",
  nothingStarted: "Nothing was started.",
  openRestaurant: "Open the restaurant",
} as const;

export const COMPLETED_WORDS = {
  readBack: "It is at the portal, and we read it back.",
  byHand: "It was done by hand, and we read it back.",
  inPart: "Done in part; the rest is listed.",
  notSeen: "We looked, and it is not at the portal.",
  notSeenMore: "Nothing was changed.",
  leaveIt: "It may stay so",
  ours: (value: string) => `Ours: ${value}`,
} as const;

export const ENDED_WORDS = {
  stoppedClean: "Stopped before anything was sent.",
  stoppedSent: "Stopped after something had been sent.",
  retryNowPromise: "Does not wait for the planned time. It looks at the portal first.",
  releasedPromise: "Waiting jobs of this account go on by themselves.",
  editPromise: "Opens the form with what was sent last. Nothing starts before you press there.",
  replacedPromise: "What is left to do is done there.",
  retryPromise: "It looks at the portal first, keeps what is there and does only what is missing.",
  whoCanFix: {
    edit_input: "You can fix this: change what was asked for.",
    new_password: "Whoever has the portal's password can fix this.",
    retry: "The portal was in the way; trying again is all there is to do.",
    review: "You decide this one.",
    wait: "Nobody has to do anything.",
    tell_us: "We have to fix this; the log goes with it.",
  } as Readonly<Record<string, string>>,
} as const;

export const FOLD_WORDS = {
  stepsDone: (n: number, of: number) => `${n} of ${of} done`,
  lines: (n: number) => (n === 1 ? "1 line" : `${n} lines`),
  entries: (n: number) => (n === 1 ? "1 entry" : `${n} entries`),
} as const;

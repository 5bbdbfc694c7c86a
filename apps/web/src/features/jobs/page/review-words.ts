import type { CandidateFact } from "@pumpd/model";

export const CHOICES = {
  look_again: {
    title: "We do not know yet",
    detail: "Looks at the portal once more",
    button: "Look again now",
    promise: "Changes nothing at the portal. If it is there as asked, the job is Completed.",
  },
  done_by_hand: {
    title: "It is there, or I did it by hand",
    detail: "Reads it back; the job is Completed once it is found there",
    button: "Read it back",
    promise:
      "Looks first, and never makes a second one. Once it is read back the job is Completed, and what differs is listed.",
  },
  allow_one_more: {
    title: "It does not exist",
    detail: "Allows one more submit, and only if we still do not find it",
    button: "Look, then allow one more",
    promise: "Looks first. Sends once more only if it is still not there, with your name beside it.",
  },
  cancel: {
    title: "Leave it",
    detail: "Closes the job as it is",
    button: "Close this job",
    promise: "Changes nothing at the portal. What was sent stays as it is.",
  },
} as const;
/** Where candidates stand beside it, leaving the job says something about them. */
export const NONE_OF_THESE = {
  title: "None of these",
  detail: "Closes the job. Then edit its name or address and run it again",
  button: "Close this job",
  promise: "Changes nothing at the portal. Edit and run again stands here next.",
} as const;

export type Choice = keyof typeof CHOICES;

export const REVIEW_WORDS = {
  question: "What do you know about it?",
  isOneOfThese: "Is one of these it?",
  decide: "Decide",
  chooseFirst: "Choose one first.",
  nothingYet: "Nothing happens before you choose.",
  notYet: "The portal may still be finishing. Wait until the time above.",
  quietUntil: (time: string) => `From ${time} on, so that a slow portal has time to finish`,
  passwordPromise: "It goes in and never comes out: only a worker can read it, for a job of this account.",
  link: "Link this one and check it",
  linkPromise: "Changes nothing at the portal. Once it is read back the job is Completed, and what differs is listed.",
  facts: { name: "Name", subdomain: "Store address", address: "Street address" } satisfies Record<
    CandidateFact,
    string
  >,
  looking: "We are looking at it now:",
  looked: {
    drifted: "We looked: it is there and differs from what was asked for. What differs stands in",
    not_seen: "We looked and did not see it.",
    could_not_look: "We could not look. Why stands in",
  } as Readonly<Record<string, string>>,
  same: ": the same. ",
  differs: ": differs. ",
} as const;

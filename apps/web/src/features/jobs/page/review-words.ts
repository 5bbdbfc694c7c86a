export const CHOICES = {
  look_again: {
    title: "We do not know yet",
    detail: "Looks at the portal once more",
    button: "Look again now",
    promise: "Changes nothing at the portal. If it is there, the job is Completed.",
  },
  done_by_hand: {
    title: "It is there, or I did it by hand",
    detail: "Reads it back and completes the job only if it matches",
    button: "Read it back",
    promise: "Changes nothing that is there already. The job is Completed only if reading it back matches.",
  },
  allow_one_more: {
    title: "It was not created",
    detail: "Allows one more try, and only if we still do not find it",
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
export type Choice = keyof typeof CHOICES;

export const REVIEW_WORDS = {
  question: "What do you know about it?",
  decide: "Decide",
  chooseFirst: "Choose one of the four first.",
  nothingYet: "Nothing happens before you choose.",
  notYet: "The portal may still be finishing. Wait until the time above.",
  quietUntil: (time: string) => `From ${time} on, so that a slow portal has time to finish`,
  passwordPromise: "We tried once and stopped. Waiting jobs of this account go on by themselves.",
} as const;

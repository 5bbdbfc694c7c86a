export const START_WORDS = {
  before: "Before we start",
  willDo: "At the portal this will",
  touchesNothingElse: (tries: number) =>
    `Touches nothing else. Tries up to ${tries} times, but never again once it has been sent.`,
  planLater: "Said once every field fits.",
  startedToast: "Asked for. Waiting its turn.",
  alreadyToast: "Already there, opened that one.",
  alreadyNote: "Nothing new was started",
  draftKept: "Draft kept",
  draftFound: "This is the draft you left.",
  draftDrop: "Start from the restaurant's facts",
  inTheWay: (n: number) => (n === 1 ? "1 thing is in the way" : `${n} things are in the way`),
  toKnow: (n: number) =>
    n === 0
      ? "Nothing in the way"
      : n === 1
        ? "1 thing to know, nothing in the way"
        : `${n} things to know, nothing in the way`,
} as const;

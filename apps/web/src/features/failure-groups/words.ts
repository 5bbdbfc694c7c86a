export const GROUP_WORDS = {
  lead: "Failures of one kind that are still open, most often first. Fix the cause once, then retry the group.",
  none: "Nothing failed twice in the same way",
  noneText: "When several jobs end at the same place for the same reason, they stand here as one.",
  count: (n: number) => (n > 1_000 ? "over 1,000 jobs" : `${n} jobs`),
  retry: (n: number) => (n > 1_000 ? "Retry this group" : `Retry this group of ${n}`),
  show: "Show the jobs",
  dismiss: "Dismiss them",
  first: "First",
  last: "last",
  picture: (place: string) => `What the portal showed for ${place}`,
  at: "at",
} as const;

export const MOST_COUNTED = 1_000;

export const LIST_WORDS = {
  mine: "Mine",
  saveView: "Save view",
  viewMenu: "This view",
  openHere: "Open Jobs here",
  openHereNoMore: "Open Jobs with all jobs again",
  removeView: "Take this view away",
  filter: "Filter",
  csv: "CSV",
  csvLabel: "Download these jobs as CSV",
  match: (n: number) => (n > MOST_COUNTED ? "Over 1,000 match." : n === 1 ? "1 matches." : `${n} match.`),
  lookedBack: "We looked through the newest of them so far.",
  lookFurther: "Look further back",
  oldestFirst: "Show the oldest first",
  newestFirst: "Show the newest first",
  select: (shortId: string) => `Select ${shortId}`,
  selectPage: "Select all shown",
  noteLabel: "Note",
  whoHasIt: "Who has it",
  nobody: "nobody yet",
} as const;

import type { BulkAction } from "@/features/answers";

const jobs = (n: number) => (n === 1 ? "1 job" : `${n} jobs`);
export const MOST_COUNTED = 1_000;

export const LIST_WORDS = {
  inLast: (what: string) => `In ${what}`,
  reason: (count: number, message: string) => `${count} × ${message}`,
  mine: "Mine",
  saveView: "Save view",
  saveViewTitle: "Keep this view",
  saveViewText: "Filters and search, under a name of yours. Only you see it.",
  viewName: "Name",
  save: "Save",
  viewMenu: "This view",
  openHere: "Open Jobs here",
  openHereNoMore: "Open Jobs with all jobs again",
  removeView: "Take this view away",
  viewSaved: (name: string) => `“${name}” is among your views.`,
  filter: "Filter",
  status: "Status",
  needsLook: "Needs a look",
  job: "Job",
  updated: "Updated",
  askedBy: "Asked by",
  me: "Me",
  restaurant: "Restaurant",
  chooseRestaurants: "Choose restaurants",
  chooseDays: "Between days",
  chooseDaysText: "Both days are part of it.",
  from: "From",
  to: "To",
  show: "Show",
  within: { hour: "last hour", day: "last 24 hours", week: "last 7 days", month: "last 30 days" },
  since: (day: string) => `since ${day}`,
  until: (day: string) => `until ${day}`,
  group: "Failures of one kind",
  csv: "CSV",
  csvLabel: "Download these jobs as CSV",
  match: (n: number) => (n > MOST_COUNTED ? "Over 1,000 match." : n === 1 ? "1 matches." : `${n} match.`),
  lookedBack: "We looked through the newest of them so far.",
  lookFurther: "Look further back",
  oldestFirst: "Show the oldest first",
  newestFirst: "Show the newest first",
  select: (shortId: string) => `Select ${shortId}`,
  selectPage: "Select all shown",
  selected: (n: number) => `${n} selected`,
  selectAll: "Select all in this view",
  allSelected: (n: number | undefined) =>
    n === undefined ? "All in this view" : n > MOST_COUNTED ? "All in this view, over 1,000" : `All ${n} in this view`,
  clearSelection: "Clear selection",
  take: "Take",
  giveBack: "Give back",
  note: "Note",
  noteTitle: "What others should know",
  noteLabel: "Note",
  noNote: "Leave it empty to take the note away.",
  more: "More",
  whoHasIt: "Who has it",
  nobody: "nobody yet",
  cancelIt: "Not now",
  why: "Note, if others should know why",
  verb: {
    retry: (n: number | undefined) => `Retry ${n ?? "all"}`,
    cancel: (n: number | undefined) => `Stop ${n ?? "all"}`,
    dismiss: (n: number | undefined) => `Dismiss ${n ?? "all"}`,
  },
  ask: {
    retry: "Each goes on from what was seen at the portal, looks first, and sends only what is not there.",
    cancel: "Waiting ones stop at once, running ones after what is under way. What was sent stays at the portal.",
    dismiss: "They leave this list and keep their status. Nothing changes at the portal.",
  },
  askAll:
    "That is every job in this view at this moment. Those it does not fit are left alone and counted with the reason.",
  noneGivenUp: "Nothing was given up",
  noneGivenUpText: "What failed, timed out or was done in part stays here until it is run again or dismissed.",
  noneNow: "None at the moment",
  noneNowText: "Jobs pass through here within seconds; the list fills by itself.",
  stop: "Stop",
  running: (action: BulkAction) => `${bulkTitle(action)}, ${progressOf(action)}. Started by ${action.startedBy}.`,
  ended: (action: BulkAction) =>
    `${bulkTitle(action)}: ${progressOf(action)}.${action.stoppedBy ? ` Stopped by ${action.stoppedBy}.` : ""}`,
} as const;

const DID = { retry: "started again", cancel: "stopped", dismiss: "dismissed" } as const;
const TITLE = { retry: "Retry", cancel: "Stop", dismiss: "Dismiss" } as const;

export function bulkTitle({ verb, total }: BulkAction): string {
  return `${TITLE[verb]} ${jobs(total)}`;
}

export function progressOf({ verb, total, done, skipped, endedAt }: BulkAction): string {
  const left = total - done - skipped;
  return [
    `${done} ${DID[verb]}`,
    skipped > 0 ? `${skipped} left alone` : undefined,
    left > 0 ? `${left} ${endedAt ? "not reached" : "to go"}` : undefined,
  ]
    .filter(Boolean)
    .join(", ");
}

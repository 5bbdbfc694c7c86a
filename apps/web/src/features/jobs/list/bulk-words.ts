import type { BulkAction } from "@/features/answers";

const jobs = (n: number) => (n === 1 ? "1 job" : `${n} jobs`);

export const BULK_WORDS = {
  reason: (count: number, message: string) => `${count} × ${message}`,
  ask: {
    retry: "Each goes on from what was seen at the portal, looks first, and sends only what is not there.",
    cancel: "Waiting ones stop at once, running ones after what is under way. What was sent stays at the portal.",
    dismiss: "They leave this list and keep their status. Nothing changes at the portal.",
  },
  askAll:
    "That is every job in this view at this moment. Those it does not fit are left alone and counted with the reason.",
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

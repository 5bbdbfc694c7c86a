import { z } from "zod";

/** A half-filled form, kept on this computer only. Inputs never hold secrets, so neither does a draft. */
const draftSchema = z.object({ values: z.record(z.string(), z.unknown()), keptAt: z.number() });
export type Draft = z.infer<typeof draftSchema>;

const KEEP_MS = 14 * 86_400_000;
/** `from`: the job whose input the form began with; its draft is another one. */
export type DraftPlace = { restaurantId: string; type: string; from?: string | undefined };
const keyOf = ({ restaurantId, type, from }: DraftPlace) =>
  ["draft", type, restaurantId, from].filter(Boolean).join(":");

export function readDraft(place: DraftPlace, nowMs: number): Draft | undefined {
  try {
    const draft = draftSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(place)) ?? "null"));
    return draft.success && nowMs - draft.data.keptAt < KEEP_MS ? draft.data : undefined;
  } catch {
    return undefined; // storage is off, full or holds something else: then there is no draft
  }
}

export function keepDraft(place: DraftPlace, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false; // the page then does not claim that it was kept
  }
}

export function dropDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // storage is off: nothing was kept
  }
}

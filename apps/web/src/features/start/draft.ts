import { z } from "zod";

/** A half-filled form, kept on this computer only. Inputs never hold secrets, so neither does a draft. */
const draftSchema = z.object({ values: z.record(z.string(), z.unknown()), keptAt: z.number() });
export type Draft = z.infer<typeof draftSchema>;

const KEEP_MS = 14 * 86_400_000;
const keyOf = (restaurantId: string, type: string) => `draft:${type}:${restaurantId}`;

export function readDraft(restaurantId: string, type: string, nowMs: number): Draft | undefined {
  try {
    const draft = draftSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(restaurantId, type)) ?? "null"));
    return draft.success && nowMs - draft.data.keptAt < KEEP_MS ? draft.data : undefined;
  } catch {
    return undefined; // storage is off, full or holds something else: then there is no draft
  }
}

export function keepDraft(restaurantId: string, type: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(restaurantId, type), JSON.stringify(draft));
    return true;
  } catch {
    return false; // the page then does not claim that it was kept
  }
}

export function dropDraft(restaurantId: string, type: string): void {
  try {
    localStorage.removeItem(keyOf(restaurantId, type));
  } catch {
    // storage is off: nothing was kept
  }
}

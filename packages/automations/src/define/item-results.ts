import { failureSchema, type Outcome, tidySpaces } from "@pumpd/model";
import { z } from "zod";
import type { ItemReport, Seen } from "./flow.ts";

/** One thing of a job that compares and changes many, as its result keeps it. */
export const itemResultSchema = z.object({
  name: z.string(),
  status: z.enum(["created", "updated", "kept", "failed"]),
  failure: failureSchema.optional(),
  /** dishes of ours that are not on the menu at the portal */
  missingDishes: z.array(z.string()),
  /** dishes ticked at the portal that are not ours; left alone */
  extraDishes: z.array(z.string()),
});
export type ItemResult = z.output<typeof itemResultSchema>;

/** What a job that compares and changes many brings home. */
export const itemsResultSchema = z.object({
  upstreamId: z.string(),
  portalPage: z.url(),
  items: z.array(itemResultSchema),
});

/** The name of a thing at the portal, or of a dish: by it alone they are found there. */
export const itemNameSchema = z
  .string()
  .transform(tidySpaces)
  .pipe(z.string().min(1, "Name is empty").max(200, "Name is longer than 200 characters"));

/** A refinement: two of one name could not be told apart at the portal. `noun` as in “Set 2 is called … too”. */
export function eachNameOnce(noun: string) {
  return (things: readonly { name: string }[], context: z.RefinementCtx): void => {
    const placeOf = new Map<string, number>();
    for (const [place, { name }] of things.entries()) {
      const earlier = placeOf.get(name);
      const message = `${noun} ${(earlier ?? 0) + 1} is called “${name}” too`;
      if (earlier === undefined) placeOf.set(name, place);
      else context.addIssue({ code: "custom", path: [place, "name"], message });
    }
  };
}

/** What a comparison of one thing showed. */
export type ItemSight = { missingDishes: string[]; extraDishes: string[] };

/** Joins the two rounds over the same items: made where missing, then compared and changed where different. */
export function itemResults(
  made: readonly ItemReport[],
  compared: readonly ItemReport<ItemSight & Seen>[],
): ItemResult[] {
  const comparedBy = new Map(compared.map((report) => [report.key, report]));
  return made.map((first) => {
    const name = first.label;
    const second = comparedBy.get(first.key);
    const failed = first.status === "failed" ? first : second?.status === "failed" ? second : undefined;
    if (failed) return { name, status: "failed", failure: failed.failure, missingDishes: [], extraDishes: [] };
    // Whatever was made is compared in the second round; an item without a comparison would be a lie.
    if (second === undefined || second.status === "failed") throw new Error(`“${name}” was not compared`);
    const { missingDishes, extraDishes } = second.seen;
    const status = first.status === "done" ? "created" : second.status === "done" ? "updated" : "kept";
    return { name, status, missingDishes, extraDishes };
  });
}

/** There, and on every dish that was asked for. */
export function isWhole(item: ItemResult): boolean {
  return item.status !== "failed" && item.missingDishes.length === 0;
}

export function itemsOutcome({ items }: { items: readonly ItemResult[] }): Outcome {
  return items.every(isWhole) ? "success" : "partial";
}

/** The one line of a row; `inWords` as in “3 tags”. */
export function itemsSummary(items: readonly ItemResult[], inWords: (count: number) => string): string {
  const whole = items.filter(isWhole).length;
  return whole === items.length ? `${inWords(whole)} there` : `${whole} of ${inWords(items.length)} there`;
}

/** Of the things that were asked for, those that are not whole. */
export function notWhole<Asked extends { name: string }>(
  asked: readonly Asked[],
  items: readonly ItemResult[],
): Asked[] {
  const whole = new Set(items.filter(isWhole).map(({ name }) => name));
  return asked.filter(({ name }) => !whole.has(name));
}

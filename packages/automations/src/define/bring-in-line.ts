import type { Probed, ProbeMoment, StepCalls } from "./flow.ts";
import { type ItemResult, type ItemSight, itemResults } from "./item-results.ts";
import type { ChangeEachStep } from "./steps.ts";

/** A page that holds things of one kind, each under its name. */
export type ItemsPage<Item> = {
  /** Of everything that is there. */
  names: () => Promise<readonly string[]>;
  /** Is exactly one of this name there? Two: ITEM_AMBIGUOUS. */
  has: (name: string, moment: ProbeMoment) => Promise<boolean>;
  /** Opens it and compares every field and dish; undefined when it is not there. */
  compare: (wanted: Item, moment: ProbeMoment) => Promise<Probed<ItemSight>>;
  create: (wanted: Item) => Promise<void>;
  /** Changes what differs and ticks the dishes that are missing. Never unticks. */
  update: (wanted: Item) => Promise<void>;
};

type Rounds = StepCalls<{ create: ChangeEachStep; update: ChangeEachStep }>;

/** Makes what is missing, then compares each and changes what differs. */
export async function bringInLine<Item extends { name: string }>(
  step: Rounds,
  page: ItemsPage<Item>,
  { wanted, inWords }: { wanted: readonly Item[]; inWords: (item: Item) => string },
): Promise<ItemResult[]> {
  const nameOf = ({ name }: Item) => name;
  const made = await step.create({
    items: wanted,
    key: nameOf,
    label: nameOf,
    wanted: inWords,
    there: page.names,
    probe: async ({ name }, moment) => ((await page.has(name, moment)) ? { name } : undefined),
    apply: page.create,
  });
  const compared = await step.update({
    items: wanted.filter((_, place) => made[place]?.status !== "failed"),
    key: nameOf,
    label: nameOf,
    wanted: inWords,
    probe: page.compare,
    apply: page.update,
  });
  return itemResults(made, compared);
}

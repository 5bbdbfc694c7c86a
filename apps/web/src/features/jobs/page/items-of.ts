import type { ItemState } from "@/components/item-cells";
import type { JobDetail, JobEffect } from "@/features/answers";

export type ItemFacts = { key: string; state: ItemState; effect: JobEffect };
export type StepItems = { states: ItemState[]; newest: ItemFacts[] };

const NEWEST = 3;

/** The items of a step that changes one after another, from the ledger; the ones to come are only counted. */
export function itemsOf(
  { effects, progress, status }: Pick<JobDetail, "effects" | "progress" | "status">,
  step: string,
): StepItems | undefined {
  const known = effects
    .filter((effect) => effect.step === step && effect.item !== "")
    .map((effect): ItemFacts => ({ key: effect.item, effect, state: stateOf(effect, status === "running") }));
  const counted = progress?.step === step ? (progress.item?.of ?? 0) : 0;
  if (known.length === 0 && counted === 0) return undefined;
  const toCome = Array.from({ length: Math.max(0, counted - known.length) }, (): ItemState => "todo");
  return { states: [...known.map(({ state }) => state), ...toCome], newest: known.slice(-NEWEST).reverse() };
}

function stateOf(effect: JobEffect, isRunning: boolean): ItemState {
  switch (effect.state) {
    case "observed":
      return effect.sentAt === null ? "kept" : "done";
    case "refused":
      return "failed";
    case "unknown":
      return "unverified";
    case "sent":
      return isRunning ? "now" : "unverified";
    case "intended":
      return isRunning ? "now" : "todo";
  }
}

import { failure } from "@pumpd/model";
import { FAILURE_WORDS } from "@pumpd/model/words";
import { type Finding, type Findings, findingOf, type Inspection, Sight, sumUp } from "../define/findings.ts";
import type { ChangeCall, ChangeEachCall, ItemReport, Seen } from "../define/flow.ts";
import { classify } from "./classify.ts";
import { Stopped } from "./run-stop.ts";

/** Ends an inspection's flow: the rest of it needs what is not at the portal. What was found until then is the answer. */
export class NothingFurther extends Error {
  constructor() {
    super("the rest needs what is not there");
    this.name = "NothingFurther";
  }
}

/**
 * Stands where changes are made and only asks their probes, so that an inspection knows no second truth. It arms no gate:
 * whatever wants to change the portal meanwhile is refused.
 */
export class Inspector {
  readonly #kind: Inspection;
  /** by thing: what a later look says of it replaces what an earlier one said */
  readonly #found = new Map<string, readonly Finding[]>();

  constructor(kind: Inspection) {
    this.#kind = kind;
  }

  /** A canary is about pages and not about things: one of many shows whether they are as we know them. */
  chosenOf<Item>(items: readonly Item[]): readonly Item[] {
    return this.#kind === "canary" ? items.slice(0, 1) : items;
  }

  findings(): Findings {
    return sumUp([...this.#found.values()].flat());
  }

  /** Throws `NothingFurther` when it is not there. */
  async one<S extends Seen>(title: string, call: ChangeCall<S>): Promise<S> {
    const { label, text } = call.wanted ?? { label: title, text: null };
    if (this.#kind === "canary") await call.lookAtForm?.();
    const probed = await call.probe({ isSent: false, inspection: this.#kind });
    this.#note(call.key, { label, wanted: text }, probed);
    if (probed === undefined) throw new NothingFurther();
    return probed instanceof Sight ? probed.seen : probed;
  }

  /** What is not there counts as failed for the steps that follow: nothing of it can be looked at. */
  async item<Item, S extends Seen>(call: ChangeEachCall<Item, S>, item: Item): Promise<ItemReport<S>> {
    const key = call.key(item);
    const label = call.label(item);
    const wanted = call.wanted?.(item) ?? null;
    try {
      const probed = await call.probe(item, { isSent: false, inspection: this.#kind });
      this.#note(key, { label, wanted }, probed);
      if (probed !== undefined)
        return { key, label, status: "kept", seen: probed instanceof Sight ? probed.seen : probed };
      return {
        key,
        label,
        status: "failed",
        reason: "ITEM_MISSING",
        failure: failure("ITEM_MISSING", { item: label }),
      };
    } catch (thrown) {
      const classified = classify(thrown);
      if (thrown instanceof Stopped || classified.kind === "fenced" || classified.failure.class !== "business")
        throw thrown;
      const { failure: reason } = classified;
      const before = FAILURE_WORDS[reason.code].headline(reason.about);
      this.#found.set(key, [{ kind: "changed", label, before, after: wanted ?? label }]);
      return { key, label, status: "failed", reason: reason.code, failure: reason };
    }
  }

  async others<Item, S extends Seen>(call: ChangeEachCall<Item, S>): Promise<void> {
    const asked = new Set(call.items.map(call.label));
    for (const label of (await call.there?.()) ?? [])
      if (!asked.has(label)) this.#found.set(`there ${label}`, [{ kind: "extra", label, before: label, after: null }]);
  }

  read<T>(title: string, looked: T | Sight<T>): T {
    if (!(looked instanceof Sight)) return looked;
    // What is only read is never changed: before a press it is told as something that stays.
    const told =
      this.#kind === "plan" ? looked.differences.map((one) => ({ ...one, after: null })) : looked.differences;
    if (told.length > 0) this.#found.set(title, told.map(findingOf));
    return looked.seen;
  }

  #note(key: string, { label, wanted }: { label: string; wanted: string | null }, probed: unknown): void {
    if (probed === undefined) this.#found.set(key, [{ kind: "added", label, before: null, after: wanted }]);
    else {
      const differences = probed instanceof Sight ? probed.differences.map(findingOf) : [];
      const isSo = differences.every(({ kind }) => kind === "extra");
      const same: Finding = { kind: "same", label, before: wanted, after: wanted };
      this.#found.set(key, isSo ? [same, ...differences] : differences);
    }
  }
}

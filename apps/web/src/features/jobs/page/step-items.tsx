import { EFFECT_WORDS } from "@pumpd/model/words";
import { ItemCells } from "@/components/item-cells";
import { type Pip, ProofPips } from "@/components/proof-pips";
import { Time } from "@/components/time";
import type { JobEffect } from "@/features/answers";
import type { StepItems as Items } from "./items-of";

/** One cell per item, and the newest of them by name. */
export function StepItems({ items }: { items: Items }) {
  return (
    <div className="mt-2 rounded-card border border-line-2/70 bg-page px-3 py-3">
      <ItemCells items={items.states} />
      {items.newest.length > 0 ? (
        <ul className="mt-3 border-t border-line pt-2">
          {items.newest.map(({ key, effect }) => (
            <li key={key} className="flex items-center gap-3 py-1">
              <ProofPips {...pipsOf(effect)} />
              <span className="min-w-0 flex-1 truncate">
                <span className="text-ink">{key}</span> {EFFECT_WORDS[effect.state]}
              </span>
              <Time
                at={effect.decidedAt ?? effect.sentAt ?? effect.intendedAt}
                as="seconds"
                className="text-12 text-ink-3"
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function pipsOf(effect: JobEffect): { look: Pip; send: Pip; see: Pip } {
  return {
    look: "done",
    send: effect.sentAt ? "done" : "not",
    see: effect.state === "observed" ? "done" : effect.state === "sent" ? "now" : "not",
  };
}

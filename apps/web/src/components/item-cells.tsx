import { Check, Equal, EyeOff, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type ItemState = "done" | "kept" | "now" | "todo" | "failed" | "unverified";

const LOOK: Record<ItemState, { box: string; icon: ReactNode; word: string }> = {
  done: { box: "border-seen-line bg-seen-soft text-seen", icon: <Check />, word: "added and seen" },
  kept: { box: "border-line-2 bg-well text-ink-3", icon: <Equal />, word: "already right" },
  now: { box: "border-move-solid bg-move-solid ring-2 ring-move-line", icon: null, word: "now" },
  failed: { box: "border-fail-line bg-fail-soft text-fail", icon: <X />, word: "refused" },
  unverified: { box: "border-bell-line bg-bell-soft text-bell", icon: <EyeOff />, word: "sent, not seen" },
  todo: { box: "border-line-2 bg-card", icon: null, word: "to come" },
};
const ORDER: readonly ItemState[] = ["done", "kept", "now", "failed", "unverified", "todo"];
const MOST_CELLS = 150;

/** One cell per item, so that 24 of 73 is seen before it is read. Over 150 items it is a bar. */
export function ItemCells({ items }: { items: readonly ItemState[] }) {
  const counts = ORDER.map((state) => ({ state, n: items.filter((one) => one === state).length })).filter(
    (one) => one.n > 0,
  );
  const text = counts.map((one) => `${one.n} ${LOOK[one.state].word}`).join(", ");
  return (
    <div>
      {items.length > MOST_CELLS ? (
        <Bar counts={counts} total={items.length} text={text} />
      ) : (
        <Cells items={items} text={text} />
      )}
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-13 text-ink-2">
        {counts.map((one) => (
          <li key={one.state} className="flex items-center gap-2">
            <Cell state={one.state} />
            {one.n} {LOOK[one.state].word}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Cells({ items, text }: { items: readonly ItemState[]; text: string }) {
  return (
    <div role="img" aria-label={text} className="flex flex-wrap gap-1">
      {items.map((state, index) => (
        <Cell key={index} state={state} />
      ))}
    </div>
  );
}

function Cell({ state }: { state: ItemState }) {
  return (
    <span
      aria-hidden
      className={cn("grid size-[19px] place-items-center rounded-[4px] border [&_svg]:size-3", LOOK[state].box)}
    >
      {LOOK[state].icon}
    </span>
  );
}

const BAR_FILL: Record<ItemState, string> = {
  done: "bg-seen-solid",
  kept: "bg-control",
  now: "bg-move-solid",
  failed: "bg-fail-solid",
  unverified: "bg-bell-solid",
  todo: "bg-line",
};

function Bar({ counts, total, text }: { counts: { state: ItemState; n: number }[]; total: number; text: string }) {
  return (
    <div role="img" aria-label={text} className="flex h-2.5 gap-0.5 overflow-hidden rounded-full">
      {counts.map((one) => (
        <span key={one.state} className={BAR_FILL[one.state]} style={{ width: `${(one.n / total) * 100}%` }} />
      ))}
    </div>
  );
}

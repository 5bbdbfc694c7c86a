import { cn } from "@/lib/cn";

export type Pip = "done" | "now" | "not";

const FILL: Record<Pip, string> = {
  done: "bg-seen-solid border-seen-solid",
  now: "bg-move-solid border-move-solid",
  not: "border-control",
};
const WORD: Record<Pip, string> = { done: "yes", now: "now", not: "no" };

/** The strip in 7 px: round, diamond, round for looked, sent, seen. Filled means it happened. */
export function ProofPips({ look, send, see }: { look: Pip; send: Pip; see: Pip }) {
  return (
    <span
      role="img"
      aria-label={`Looked: ${WORD[look]}. Sent: ${WORD[send]}. Seen: ${WORD[see]}.`}
      className="inline-flex items-center gap-[3px]"
    >
      <i className={cn("size-[7px] rounded-full border", FILL[look])} />
      <i className={cn("mx-px size-[6px] rotate-45 border", FILL[send])} />
      <i className={cn("size-[7px] rounded-full border", FILL[see])} />
    </span>
  );
}

import { BadgeCheck, ChevronRight, Eye, EyeOff, Send } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_TEXT, type Tone } from "@/components/tone";
import { cn } from "@/lib/cn";

export type ProofCell = { title: string; detail: ReactNode; state: "happened" | "not_seen" | "not_yet" };
export type Proof = { look: ProofCell; send: ProofCell; see: ProofCell };

const TONES: Record<ProofCell["state"], Tone> = { happened: "seen", not_seen: "bell", not_yet: "idle" };

/** Looked, sent, seen: what happened to one change, each with its time. The last cell is amber when it was not seen. */
export function ProofStrip({ proof }: { proof: Proof }) {
  const seeIcon = proof.see.state === "happened" ? <BadgeCheck aria-hidden /> : <EyeOff aria-hidden />;
  return (
    <ol className="grid rounded-card border border-line-2 desk:grid-cols-3">
      <Cell cell={proof.look} icon={<Eye aria-hidden />} />
      <Cell cell={proof.send} icon={<Send aria-hidden />} />
      <Cell cell={proof.see} icon={seeIcon} />
    </ol>
  );
}

function Cell({ cell, icon }: { cell: ProofCell; icon: ReactNode }) {
  const isOpen = cell.state === "not_seen";
  return (
    <li
      className={cn(
        "group/cell relative flex min-w-0 gap-2.5 border-line-2 px-3.5 py-2.5 not-first:border-t desk:not-first:border-t-0 desk:not-first:border-l",
        "first:rounded-t-[9px] last:rounded-b-[9px] desk:first:rounded-l-[9px] desk:first:rounded-tr-none desk:last:rounded-r-[9px] desk:last:rounded-bl-none",
        isOpen && "bg-bell-soft",
      )}
    >
      <span className={cn("mt-px", TONE_TEXT[TONES[cell.state]])}>{icon}</span>
      <span className="min-w-0">
        <span className={cn("block text-13 font-heading", isOpen && "text-bell")}>{cell.title}</span>
        <span className="block text-12 text-ink-2">{cell.detail}</span>
      </span>
      <span
        aria-hidden
        className="absolute top-1/2 -right-[9px] z-10 hidden size-[17px] -translate-y-1/2 place-items-center rounded-full border border-line-2 bg-card text-ink-3 group-last/cell:hidden desk:grid [&_svg]:size-2.5"
      >
        <ChevronRight />
      </span>
    </li>
  );
}

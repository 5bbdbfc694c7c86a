import { Check, CircleX, Eye, LoaderCircle, type LucideIcon, OctagonPause } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Rung = {
  key: string;
  title: string;
  state: "seen" | "look" | "moving" | "failed" | "ready" | "held" | "later";
  /** the icon of a rung nobody has reached yet */
  icon: LucideIcon;
  /** what is so, then when and by whom */
  lines: readonly ReactNode[];
  link?: ReactNode;
};

const LOOK: Record<Rung["state"], { dot: string; line: string; words: string; icon?: LucideIcon }> = {
  seen: { dot: "border-seen-line bg-seen-soft text-seen", line: "bg-seen-line", words: "text-ink-2", icon: Check },
  look: {
    dot: "border-bell-line bg-bell-soft text-bell",
    line: "bg-line-2",
    words: "font-control text-bell",
    icon: Eye,
  },
  moving: {
    dot: "border-move-line bg-move-soft text-move",
    line: "bg-line-2",
    words: "font-control text-move",
    icon: LoaderCircle,
  },
  failed: {
    dot: "border-fail-line bg-fail-soft text-fail",
    line: "bg-line-2",
    words: "font-control text-fail",
    icon: CircleX,
  },
  ready: { dot: "border-control bg-card text-ink-2", line: "bg-line-2", words: "text-ink-2" },
  held: { dot: "border-control bg-card text-ink-2", line: "bg-line-2", words: "text-ink-2", icon: OctagonPause },
  later: { dot: "border-dashed border-control text-ink-3", line: "bg-line-2", words: "text-ink-3" },
};

/** What has been seen at the portal, what comes next. Across on a desk, down on a phone. */
export function Ladder({ rungs }: { rungs: readonly Rung[] }) {
  return (
    <ol className="flex flex-col px-5 py-5 desk:flex-row">
      {rungs.map((rung, index) => (
        <LadderRung key={rung.key} rung={rung} isLast={index === rungs.length - 1} />
      ))}
    </ol>
  );
}

function LadderRung({ rung, isLast }: { rung: Rung; isLast: boolean }) {
  const look = LOOK[rung.state];
  const Icon = look.icon ?? rung.icon;
  return (
    <li className="relative flex min-w-0 flex-1 gap-4 pb-5 last:pb-0 desk:block desk:pb-0">
      <span className="flex flex-col items-center self-stretch desk:flex-row">
        <span className={cn("z-10 grid size-[34px] shrink-0 place-items-center rounded-full border", look.dot)}>
          <Icon aria-hidden className={rung.state === "moving" ? "animate-turn" : undefined} />
        </span>
        {isLast ? null : (
          <i aria-hidden className={cn("mt-2 w-px flex-1 desk:mx-2.5 desk:mt-0 desk:h-px desk:w-auto", look.line)} />
        )}
      </span>
      <div className="min-w-0 pt-1 break-words desk:pt-2.5 desk:pr-4">
        <p className={cn("text-14 font-heading", rung.state === "later" && "font-control text-ink-2")}>{rung.title}</p>
        {rung.lines.map((line, index) => (
          <p key={index} className={index === 0 ? cn("text-13", look.words) : "text-12 text-ink-3"}>
            {line}
          </p>
        ))}
        {rung.link ? <div className="mt-1 text-13">{rung.link}</div> : null}
      </div>
    </li>
  );
}

/** The band under the ladder (above it on a phone): the one next thing. */
export function NextBand({
  tone,
  icon,
  children,
  action,
}: {
  tone: "bell" | "plain";
  icon: ReactNode;
  children: ReactNode;
  action: ReactNode;
}) {
  return (
    <div
      className={cn(
        "flex flex-col gap-3 px-5 py-3.5 desk:flex-row desk:items-center desk:gap-4",
        tone === "bell" ? "bg-bell-soft [&>svg]:text-bell" : "bg-canvas",
      )}
    >
      <span className={cn("hidden desk:block", tone === "bell" ? "text-bell" : "text-ink-2")}>{icon}</span>
      <p className="min-w-0 flex-1 text-14 text-ink-2 [&_b]:font-heading [&_b]:text-ink">{children}</p>
      <div className="shrink-0 [&>*]:w-full desk:[&>*]:w-auto">{action}</div>
    </div>
  );
}

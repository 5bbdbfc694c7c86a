import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type TimelineRowProps = {
  dot: string;
  line: string;
  icon: ReactNode;
  title: ReactNode;
  kind?: string;
  /** the state in words, for those who do not see the dot */
  word?: string;
  end?: ReactNode;
  /** a way to more about it, beside the title */
  aside?: ReactNode;
  isLast?: boolean;
  children?: ReactNode;
};

export function TimelineRow({ dot, line, icon, title, kind, word, end, aside, isLast, children }: TimelineRowProps) {
  return (
    <li className="relative flex gap-3.5 pb-4">
      {isLast ? null : <i aria-hidden className={cn("absolute top-[29px] bottom-0 left-[12px] w-px", line)} />}
      <span
        aria-hidden
        className={cn("z-10 grid size-[25px] shrink-0 place-items-center rounded-full border [&_svg]:size-3.5", dot)}
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
            <span className="font-heading">{title}</span>
            {kind ? <span className="text-12 text-ink-3">{kind}</span> : null}
            {word ? <span className="sr-only">{word}</span> : null}
            {aside}
          </span>
          <span className="shrink-0 text-13 text-ink-3">{end}</span>
        </div>
        {children ? <div className="text-13 text-ink-2">{children}</div> : null}
      </div>
    </li>
  );
}

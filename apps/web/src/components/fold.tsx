"use client";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** One line that opens. What is inside is made only once it was opened. */
export function Fold({
  icon,
  title,
  note,
  isOpen = false,
  children,
}: {
  icon: ReactNode;
  title: string;
  note?: ReactNode;
  /** opens it from elsewhere on the page, and closes it again */
  isOpen?: boolean;
  children: ReactNode;
}) {
  const [wasOpened, setWasOpened] = useState(false);
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!box.current || box.current.open === isOpen) return;
    box.current.open = isOpen;
    if (isOpen) box.current.querySelector("summary")?.focus();
  }, [isOpen]);
  return (
    <details
      ref={box}
      className="group border-t border-line first:border-t-0"
      onToggle={(event) => event.currentTarget.open && setWasOpened(true)}
    >
      <summary className="target flex h-[42px] list-none items-center gap-2.5 px-4 -outline-offset-2 hover:bg-hover">
        <span className="text-ink-2">{icon}</span>
        <span className="font-heading">{title}</span>
        <span className="min-w-0 flex-1 truncate text-13 text-ink-3">{note}</span>
        <ChevronDown aria-hidden className="text-ink-2 transition-transform duration-120 group-open:rotate-180" />
      </summary>
      <div className="border-t border-line bg-page">{wasOpened ? children : null}</div>
    </details>
  );
}

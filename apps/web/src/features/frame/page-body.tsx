import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** Story left, facts right; one under the other on a phone. */
export function PageBody({
  children,
  facts,
  className,
}: {
  children: ReactNode;
  facts?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("mx-auto w-full max-w-[1212px] px-4 pt-6 pb-12 desk:px-8 desk:pt-7", className)}>
      {facts ? (
        <div className="grid gap-8 desk:grid-cols-[minmax(0,1fr)_332px] desk:gap-7">
          <div className="min-w-0">{children}</div>
          <div className="min-w-0 space-y-7">{facts}</div>
        </div>
      ) : (
        children
      )}
    </div>
  );
}

/** The name of a place, as on its door. */
export function PlaceTitle({ name, what, children }: { name: string; what?: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <h1 className="flex flex-wrap items-baseline gap-x-3.5 gap-y-0.5">
        <span className="voice-place min-w-0 text-28 break-words desk:text-34">{name}</span>
        {what ? <span className="text-16 font-control text-ink-2">{what}</span> : null}
      </h1>
      {children}
    </div>
  );
}

import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** The bar that open dockets hang from. */
export function Rail({ className, thick }: { className?: string; thick?: boolean }) {
  return (
    <div
      aria-hidden
      className={cn(
        "relative z-10 rounded-[3px] bg-[linear-gradient(var(--rail-2),var(--rail)_55%,color-mix(in_oklch,var(--rail)_86%,var(--ink)))]",
        thick ? "h-3 rounded-none" : "h-[9px]",
        className,
      )}
    />
  );
}

/**
 * A paper slip with a torn lower edge. On the rail it is open; off the rail it has ended.
 * @param stub what stands below the last dashed line: the result, or that there is none yet
 */
export function Docket({
  children,
  stub,
  isOnRail = false,
  className,
}: {
  children: ReactNode;
  stub?: ReactNode;
  isOnRail?: boolean;
  className?: string;
}) {
  return (
    <div className={className}>
      {isOnRail ? <Rail /> : null}
      <div
        className={cn(
          // the shadow stands on the wrapper, because the mask would cut it off
          "[filter:drop-shadow(0_1px_1px_oklch(.25_.02_228/.08))_drop-shadow(0_6px_10px_oklch(.25_.02_228/.1))] dark:[filter:drop-shadow(0_6px_12px_oklch(0_0_0/.45))]",
          isOnRail && "mx-2.5 -mt-px",
        )}
      >
        <div className="torn bg-card pb-[3px]">
          <div className="px-4 py-3.5">{children}</div>
          {stub ? <div className="border-t border-dashed border-line-2 px-4 py-2.5">{stub}</div> : null}
        </div>
      </div>
    </div>
  );
}

export function DocketLine() {
  return <div className="my-2.5 border-t border-dashed border-line-2" />;
}

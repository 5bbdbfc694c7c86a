import { ListFilter, ReceiptText, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { Bone } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

/** Bones in the width of what comes, never a page of spinners. */
export function LoadingRows({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="animate-late divide-y divide-line">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-[42px] items-center gap-4 px-4">
          <Bone className="size-4 rounded-full" />
          <Bone className={["w-22", "w-17", "w-24", "w-20", "w-22"][index % 5]} />
          <Bone className={["w-30", "w-24", "w-33", "w-28", "w-31"][index % 5]} />
        </div>
      ))}
    </div>
  );
}

type FaceProps = { title: ReactNode; children: ReactNode; action?: ReactNode; icon?: ReactNode; className?: string };

function Face({ title, children, action, icon, className }: FaceProps) {
  return (
    <div className={cn("flex flex-col items-center justify-center px-6 py-12 text-center", className)}>
      <span className="grid size-[42px] place-items-center rounded-full border border-line-2 bg-well text-ink-2">
        {icon}
      </span>
      <p className="mt-4 text-14 font-heading">{title}</p>
      <div className="mt-1 max-w-[36ch] text-13 text-ink-2">{children}</div>
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

/** What will be here, and the first step. */
export function NothingYet({ icon = <ReceiptText aria-hidden />, ...rest }: FaceProps) {
  return <Face icon={icon} {...rest} />;
}

/** How many are outside these filters, and the way back. */
export function NothingForFilters(props: FaceProps) {
  return <Face icon={<ListFilter aria-hidden />} {...props} />;
}

/** What we knew and when, and when we look again. A page that cannot look is not a failed job. */
export function CouldNotLoad(props: FaceProps) {
  return (
    <div role="alert">
      <Face icon={<WifiOff aria-hidden className="text-bell" />} {...props} />
    </div>
  );
}

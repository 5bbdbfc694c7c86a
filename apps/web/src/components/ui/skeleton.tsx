import { cn } from "@/lib/cn";

export function Bone({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-2.5 rounded-[3px] bg-line", className)} />;
}

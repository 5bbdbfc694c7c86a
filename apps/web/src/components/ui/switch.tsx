import { Switch as Base } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Switch({ className, ...rest }: ComponentProps<typeof Base.Root>) {
  return (
    <Base.Root
      className={cn(
        "relative inline-flex h-5 w-[34px] shrink-0 items-center rounded-full border border-control bg-well p-px transition-colors duration-120 data-[state=checked]:border-act data-[state=checked]:bg-act disabled:opacity-60",
        // the finger may land beside it
        "after:absolute after:-inset-3 after:content-['']",
        className,
      )}
      {...rest}
    >
      <Base.Thumb className="block size-4 rounded-full bg-control transition-transform duration-120 ease-out data-[state=checked]:translate-x-[14px] data-[state=checked]:bg-on-act" />
    </Base.Root>
  );
}

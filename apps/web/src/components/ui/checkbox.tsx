import { Check, Minus } from "lucide-react";
import { Checkbox as Base } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Checkbox({ className, ...rest }: ComponentProps<typeof Base.Root>) {
  return (
    <Base.Root
      className={cn(
        "relative grid size-4 shrink-0 place-items-center rounded-[4px] border border-control bg-card text-on-act transition-colors duration-120 after:absolute after:-inset-3 after:content-[''] data-[state=checked]:border-act data-[state=checked]:bg-act data-[state=indeterminate]:border-act data-[state=indeterminate]:bg-act",
        className,
      )}
      {...rest}
    >
      <Base.Indicator className="[&_svg]:size-3 [&_svg]:[stroke-width:3]">
        {rest.checked === "indeterminate" ? <Minus aria-hidden /> : <Check aria-hidden />}
      </Base.Indicator>
    </Base.Root>
  );
}

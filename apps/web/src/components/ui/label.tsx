import { Label as Base } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Label({ className, ...rest }: ComponentProps<typeof Base.Root>) {
  return <Base.Root className={cn("text-13 font-control text-ink", className)} {...rest} />;
}

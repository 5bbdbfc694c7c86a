"use client";
import { Check } from "lucide-react";
import { DropdownMenu as Base } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

export function Menu({
  trigger,
  children,
  align = "end",
  side = "bottom",
  onOpenChange,
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  onOpenChange?: (isOpen: boolean) => void;
}) {
  return (
    <Base.Root onOpenChange={onOpenChange}>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-arrive overflow-y-auto rounded-card border border-line-2 bg-card p-1 shadow-3"
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  "target flex cursor-default items-center gap-2.5 rounded-cell px-2.5 py-1.5 text-14 text-ink outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-ink-3";

export function MenuItem({ className, ...rest }: ComponentProps<typeof Base.Item>) {
  return <Base.Item className={cn(ITEM, className)} {...rest} />;
}

export function MenuChoice({ isChosen, children, ...rest }: ComponentProps<typeof Base.Item> & { isChosen: boolean }) {
  return (
    <Base.CheckboxItem checked={isChosen} className={ITEM} {...rest}>
      <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
      <Base.ItemIndicator className="text-act">
        <Check aria-hidden />
      </Base.ItemIndicator>
    </Base.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.Label className="px-2.5 pt-2 pb-1 text-12 font-control text-ink-3">{children}</Base.Label>;
}

export function MenuLine() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

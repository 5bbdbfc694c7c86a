"use client";
import { Tooltip as Base } from "radix-ui";
import type { ReactNode } from "react";

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Base.Provider delayDuration={350}>{children}</Base.Provider>;
}

export function Tooltip({
  text,
  children,
  side = "top",
}: {
  text: ReactNode;
  children: ReactNode;
  side?: "top" | "right" | "bottom";
}) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 animate-arrive rounded-control bg-ink px-2.5 py-1.5 text-12 text-page shadow-2"
        >
          {text}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

"use client";
import { Tooltip as Base } from "radix-ui";
import type { TooltipProps } from "./tooltip";

export default function TooltipLayer({ text, children, side = "top" }: TooltipProps) {
  return (
    <Base.Provider delayDuration={350}>
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
    </Base.Provider>
  );
}

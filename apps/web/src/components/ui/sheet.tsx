"use client";
import { X } from "lucide-react";
import { Dialog as Base } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";

/** Comes from below; what a menu is on a phone. */
export function Sheet({ trigger, title, children }: { trigger: ReactNode; title: string; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 animate-arrive bg-[oklch(0.2_0.02_228/.42)] dark:bg-[oklch(0.1_0.01_232/.62)]" />
        <Base.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[80dvh] animate-rise overflow-y-auto rounded-t-bar border-t border-line-2 bg-card pb-[env(safe-area-inset-bottom)] shadow-3 outline-none"
        >
          <div className="flex items-center gap-4 px-4 pt-4 pb-2">
            <Base.Title className="flex-1 text-16 font-heading">{title}</Base.Title>
            <Base.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Base.Close>
          </div>
          <div className="px-4 pb-5">{children}</div>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

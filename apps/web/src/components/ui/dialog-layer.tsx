"use client";
import { X } from "lucide-react";
import { Dialog as Base } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  className?: string;
  onKeyDown?: (event: KeyboardEvent) => void;
};

/** A card in the middle on a desk, a sheet from below on a phone. */
export default function DialogLayer({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  className,
  onKeyDown,
}: DialogProps) {
  const opener = useRef<Element | null>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 animate-arrive bg-[oklch(0.2_0.02_228/.42)] dark:bg-[oklch(0.1_0.01_232/.62)]" />
        <Base.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          // Without a trigger of its own the library would give the focus to nobody.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          onKeyDown={onKeyDown}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex max-h-[88dvh] flex-col border-line-2 bg-card shadow-3 outline-none",
            "inset-x-0 bottom-0 animate-rise rounded-t-bar border-t",
            "desk:inset-auto desk:top-[14dvh] desk:left-1/2 desk:w-[min(520px,calc(100vw-48px))] desk:-translate-x-1/2 desk:animate-arrive desk:rounded-card desk:border",
            className,
          )}
        >
          <div className="flex items-start gap-4 px-5 pt-5">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-18 font-heading">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-13 text-ink-2">{description}</Base.Description>
              ) : null}
            </div>
            <Base.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close" className="-mt-1.5 -mr-2">
                <X aria-hidden />
              </Button>
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center gap-3 border-t border-line px-5 py-3.5">{footer}</div>
          ) : null}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

"use client";
import { useEffect } from "react";
import { Toaster as Base, toast } from "sonner";

/** @param onReady called once toasts can be shown: the library forgets what was said before */
export default function ToastLayer({ onReady }: { onReady: (show: typeof toast) => void }) {
  useEffect(() => onReady(toast), [onReady]);
  return (
    <Base
      position="bottom-right"
      offset={16}
      mobileOffset={{ bottom: 84 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[min(420px,calc(100vw-32px))] items-start gap-3 rounded-card border border-line-2 bg-card px-4 py-3 text-14 text-ink shadow-3 font-sans",
          title: "font-heading",
          description: "text-13 text-ink-3",
          content: "min-w-0 flex-1",
          icon: "mt-0.5 text-ink-2",
          actionButton: "ml-auto text-14 font-control text-act hover:underline",
        },
      }}
    />
  );
}

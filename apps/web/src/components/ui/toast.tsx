"use client";
import { lazy, Suspense, useSyncExternalStore } from "react";
import type { toast as Show } from "sonner";

type Said = Parameters<typeof Show>;

const ToastLayer = lazy(() => import("./toast-layer"));
let show: typeof Show | undefined;
const waiting: Said[] = [];
let isWanted = false;
let tellToaster = () => {};

/** Toasts say what is true now, in ink: no tone, because nothing has been seen yet. The first one loads them. */
export function toast(...said: Said): void {
  if (show) return void show(...said);
  waiting.push(said);
  isWanted = true;
  tellToaster();
}

/** Where they appear; once on a page. */
export function Toaster() {
  const isShown = useSyncExternalStore(
    (tell) => {
      tellToaster = tell;
      return () => {
        tellToaster = () => {};
      };
    },
    () => isWanted,
    () => false,
  );
  if (!isShown) return null;
  return (
    <Suspense>
      <ToastLayer onReady={showWaiting} />
    </Suspense>
  );
}

function showWaiting(ready: typeof Show): void {
  show = ready;
  for (const said of waiting.splice(0)) show(...said);
}

"use client";
import { lazy, type ReactNode, Suspense } from "react";

export type TooltipProps = { text: ReactNode; children: ReactNode; side?: "top" | "right" | "bottom" };

const TooltipLayer = lazy(() => import("./tooltip-layer"));

/** Loaded by the first page that has one; what it explains is there before. */
export function Tooltip(props: TooltipProps) {
  return (
    <Suspense fallback={props.children}>
      <TooltipLayer {...props} />
    </Suspense>
  );
}

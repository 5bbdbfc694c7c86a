"use client";
import { lazy, Suspense, useState } from "react";
import type { DialogProps } from "./dialog-layer";

const DialogLayer = lazy(() => import("./dialog-layer"));

/** A card in the middle on a desk, a sheet from below on a phone. Loaded when the first one opens. */
export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.open);
  if (props.open && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <Suspense>
      <DialogLayer {...props} />
    </Suspense>
  );
}

"use client";
import { type ComponentType, lazy, Suspense } from "react";

/** A part of a page that is loaded when it is first drawn; nothing stands in its place until then. */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  const Loaded = lazy(load) as unknown as ComponentType<Props>;
  return function Later(props) {
    return (
      <Suspense>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

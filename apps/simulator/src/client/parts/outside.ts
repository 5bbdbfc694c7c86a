import { type RefObject, useEffect } from "react";

/** Calls back when something else is pressed, or Escape. */
export function useOutside(inside: RefObject<HTMLElement | null>, isOpen: boolean, onLeave: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onPress = (event: MouseEvent) => {
      if (event.target instanceof Node && !inside.current?.contains(event.target)) onLeave();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Escape closes the innermost open thing only: a dropdown in a dialog must not take the dialog with it.
      event.stopPropagation();
      onLeave();
    };
    document.addEventListener("mousedown", onPress, true);
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("mousedown", onPress, true);
      document.removeEventListener("keydown", onKey, true);
    };
  });
}

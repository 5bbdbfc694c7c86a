import { useSyncExternalStore } from "react";

type Toast = { id: number; text: string; tone: "good" | "bad" };

const shownMs = 3000;
let toasts: Toast[] = [];
let nextId = 1;
const watchers = new Set<() => void>();

function set(next: Toast[]): void {
  toasts = next;
  for (const watcher of watchers) watcher();
}

export function toast(text: string, tone: Toast["tone"] = "good"): void {
  const id = nextId++;
  set([...toasts, { id, text, tone }]);
  setTimeout(() => set(toasts.filter((one) => one.id !== id)), shownMs);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => toasts,
  );
  return (
    <div className="toasts" aria-live="polite">
      {shown.map(({ id, text, tone }) => (
        <div key={id} className={`toast ${tone}`}>
          {text}
        </div>
      ))}
    </div>
  );
}

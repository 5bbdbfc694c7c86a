"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";

/**
 * The server's clock, in the browser. Ages are counted against it, so that a laptop with a wrong clock does not see
 * a dead worker. The first picture uses the server's own moment and zone, so that it is the same on both sides.
 */
type Clock = { serverNowMs: number; serverZone: string };
const ClockContext = createContext<Clock>({ serverNowMs: 0, serverZone: "Pacific/Auckland" });

let offsetMs = 0;
let presentMs = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  presentMs = Date.now() + offsetMs;
  timer ??= setInterval(() => {
    presentMs = Date.now() + offsetMs;
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export function ClockProvider({ serverNowMs, serverZone, children }: Clock & { children: ReactNode }) {
  useEffect(() => {
    offsetMs = serverNowMs - Date.now();
    // A second or two is the way of the page itself; only a truly wrong clock is corrected.
    if (Math.abs(offsetMs) < 5000) offsetMs = 0;
  }, [serverNowMs]);
  return <ClockContext value={{ serverNowMs, serverZone }}>{children}</ClockContext>;
}

/** The present in epoch milliseconds, ticking each second. */
export function useNow(): number {
  const { serverNowMs } = useContext(ClockContext);
  return useSyncExternalStore(
    subscribe,
    () => presentMs,
    () => serverNowMs,
  );
}

/** The reader's zone once the page lives; the server's before that. */
export function useZone(): string | undefined {
  const { serverZone } = useContext(ClockContext);
  const [zone, setZone] = useState<string | undefined>(serverZone);
  useEffect(() => setZone(undefined), []);
  return zone;
}

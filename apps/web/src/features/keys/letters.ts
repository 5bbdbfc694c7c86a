"use client";
import { useSyncExternalStore } from "react";

/** Whether single keys act at all: people who speak to their computer switch them off (WCAG 2.1.4). Kept on this computer. */
const KEY = "single-keys";
const listeners = new Set<() => void>();
let isOnWithoutStorage = true;

export function areLettersOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return isOnWithoutStorage; // storage is off: holds until the page is left
  }
}

export function setLetters(isOn: boolean): void {
  isOnWithoutStorage = isOn;
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    // see above
  }
  for (const tell of listeners) tell();
}

export function useLetters(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    areLettersOn,
    () => true,
  );
}

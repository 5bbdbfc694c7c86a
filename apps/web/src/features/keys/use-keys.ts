"use client";
import { useEffect, useEffectEvent } from "react";
import { isFree } from "./is-free";
import { areLettersOn } from "./letters";

/** What a key does, by `event.key`, letters in lower case; "g o" is G and then O. */
export type Keys = Readonly<Record<string, (() => unknown) | undefined>>;

const GO = "g";
const GO_WITHIN_MS = 1_500;
/** One for all listeners: after G, a key that means something by itself on this page says where to go instead. */
let goSinceMs = Number.NEGATIVE_INFINITY;

function nameOf({ key }: KeyboardEvent): string {
  const plain = key.length === 1 ? key.toLowerCase() : key;
  return performance.now() - goSinceMs < GO_WITHIN_MS ? `${GO} ${plain}` : plain;
}

/** Single keys of the page that calls this. None fires while somebody types, in a dialog, or when they are switched off. */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || !isFree(event) || !areLettersOn()) return;
    const name = nameOf(event);
    if (name === GO) goSinceMs = performance.now();
    const act = keys[name];
    if (!act) return;
    event.preventDefault();
    goSinceMs = Number.NEGATIVE_INFINITY;
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

"use client";
import { useEffect, useState } from "react";

/** The value once it has been still for a while. */
export function useSettled<T>(value: T, stillForMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), stillForMs);
    return () => clearTimeout(timer);
  }, [value, stillForMs]);
  return settled;
}

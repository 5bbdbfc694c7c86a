"use client";
import type { Machinery } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";

const LOOK_EVERY_MS = 30_000;

/** Workers and portal as they were a moment ago; their ages tick by themselves. */
export function useMachinery(): Machinery | undefined {
  return trpc.machinery.read.useQuery(undefined, { refetchInterval: LOOK_EVERY_MS }).data;
}

"use client";
import { type Menu, readMenuCsv } from "@pumpd/automations/menu-csv";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "@/lib/trpc/client";
import { readStoredText } from "../stored-files";

export type KnownMenu = { fileName: string; menu: Menu };

/** The newest menu file of the restaurant, read again here: what its dishes are called. Undefined while there is none. */
export function useKnownMenu(restaurantId: string): KnownMenu | undefined {
  const files = trpc.restaurants.files.useQuery({ id: restaurantId }).data;
  const newest = files?.find(({ kind }) => kind === "csv");
  const text = useQuery({
    queryKey: ["stored-text", newest?.id],
    queryFn: () => readStoredText(newest?.id ?? ""),
    enabled: newest !== undefined,
    staleTime: Number.POSITIVE_INFINITY, // a stored file never changes
    select: readMenuCsv,
  }).data;
  return newest && text && { fileName: newest.fileName, menu: text.menu };
}

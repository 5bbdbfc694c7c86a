import { useEffect, useState } from "react";
import type { Part } from "../../../words.ts";
import { call, messageOf } from "../../api.ts";
import { toast } from "../../toasts.tsx";

/** Printers, webhooks and payment methods: loaded with their block, each saved on its own. */
export function useParts(restaurantId: string, plural: "printers" | "webhooks" | "payment-methods") {
  const [parts, setParts] = useState<Part[]>([]);
  const path = `/api/restaurants/${restaurantId}/${plural}`;
  const load = async () => {
    const answer = await call<Record<string, Part[]>>("GET", path);
    setParts(answer[plural] ?? []);
  };
  const reload = () => load().catch((problem) => toast(messageOf(problem), "bad"));
  useEffect(() => void reload(), []);
  return { parts, path, reload };
}

export function newSecret(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`;
}

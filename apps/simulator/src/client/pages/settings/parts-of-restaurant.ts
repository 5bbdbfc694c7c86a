import { useEffect, useState } from "react";
import type { Part, Settings } from "../../../words.ts";
import { call, messageOf } from "../../api.ts";
import { toast } from "../../toasts.tsx";

/** Printers, webhooks and payment methods: loaded with their block, each saved on its own. */
export function useParts(restaurantId: string, plural: "printers" | "webhooks" | "payment-methods") {
  const [parts, setParts] = useState<Part[]>();
  const path = `/api/restaurants/${restaurantId}/${plural}`;
  const load = async () => {
    const answer = await call<Record<string, Part[]>>("GET", path);
    setParts(answer[plural] ?? []);
  };
  useEffect(() => void load().catch((problem) => toast(messageOf(problem), "bad")), []);

  /** True when it was saved. */
  const save = async (part: { id?: string; secret: string; values: Settings }): Promise<boolean> => {
    const { id, ...body } = part;
    try {
      await call(id ? "PUT" : "POST", id ? `${path}/${id}` : path, body);
      toast("Settings saved");
      await load();
      return true;
    } catch (problem) {
      toast(`Not stored. ${messageOf(problem)}`, "bad");
      return false;
    }
  };
  return { parts, save };
}

export function newSecret(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`;
}

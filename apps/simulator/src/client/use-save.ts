import { useState } from "react";
import { call, messageOf } from "./api.ts";
import { toast } from "./toasts.tsx";

type Save = { method: "POST" | "PUT" | "DELETE"; path: string; body?: unknown; onDone: () => void; said?: string };

/** One save at a time, its button disabled meanwhile; a refusal stays to be read beside the form. */
export function useSave() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async ({ method, path, body, onDone, said }: Save) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await call(method, path, body);
      if (said) toast(said);
      onDone();
    } catch (problem) {
      setProblem(messageOf(problem));
      toast(messageOf(problem), "bad");
    } finally {
      setBusy(false);
    }
  };
  return { save, isBusy, problem };
}

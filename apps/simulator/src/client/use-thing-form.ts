import { type FormEvent, useState } from "react";
import { useSave } from "./use-save.ts";

type Options<Draft> = {
  /** Where its kind lives; the thing itself is one level below. */
  path: string;
  existing: (Draft & { id: string }) | undefined;
  blank: Draft;
  onDone: () => void;
  said?: string;
};

/** The form of one small thing: a draft that is made or changed by one request. */
export function useThingForm<Draft extends object>({ path, existing, blank, onDone, said }: Options<Draft>) {
  const [draft, setDraft] = useState<Draft>(existing ?? blank);
  const { save, isBusy, problem } = useSave();
  const put =
    <Key extends keyof Draft>(key: Key) =>
    (value: Draft[Key]) =>
      setDraft((known) => ({ ...known, [key]: value }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const target = existing
      ? { method: "PUT" as const, path: `${path}/${existing.id}` }
      : { method: "POST" as const, path };
    await save({ ...target, body: draft, onDone, said });
  };
  return { draft, put, submit, isBusy, problem };
}

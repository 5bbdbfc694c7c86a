import { createContext, type FormEvent, type ReactNode, useContext, useState } from "react";
import type { Settings, SettingValue } from "../../../words.ts";
import { call, messageOf } from "../../api.ts";
import { Button } from "../../parts/form.tsx";
import { toast } from "../../toasts.tsx";
import { FormRows } from "./form-rows.tsx";
import type { Row } from "./rows.ts";

type Document = {
  settings: Settings;
  save: (block: string, changes: Settings) => Promise<void>;
  applyTheme: (theme: string) => Promise<void>;
};

const DocumentContext = createContext<Document | undefined>(undefined);

export function useSettings(): Document {
  const document = useContext(DocumentContext);
  if (!document) throw new Error("Settings are read outside their page.");
  return document;
}

type ProviderProps = { restaurantId: string; initial: Settings; children: ReactNode };

/** The document as it was when the page opened: a save sends it whole, with whatever another session changed since undone. */
export function SettingsProvider({ restaurantId, initial, children }: ProviderProps) {
  const [settings, setSettings] = useState(initial);
  const send = async (method: "PUT" | "POST", path: string, body: unknown) => {
    const answer = await call<{ settings: Settings }>(method, `/api/restaurants/${restaurantId}/${path}`, body);
    setSettings(answer.settings);
  };
  const save = (block: string, changes: Settings) =>
    send("PUT", "settings", { block, settings: { ...settings, ...changes } });
  const applyTheme = (theme: string) => send("POST", "theme", { theme });
  return <DocumentContext value={{ settings, save, applyTheme }}>{children}</DocumentContext>;
}

/** What the open block's form holds until it is saved. */
export function useDraft(block: string) {
  const document = useSettings();
  const [changes, setChanges] = useState<Settings>({});
  const [isBusy, setBusy] = useState(false);
  const change = (key: string, value: SettingValue) => setChanges((known) => ({ ...known, [key]: value }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await document.save(block, changes);
      setChanges({});
      toast("Settings saved");
    } catch (problem) {
      toast(`Not stored. ${messageOf(problem)}`, "bad");
    } finally {
      setBusy(false);
    }
  };
  return { values: { ...document.settings, ...changes }, change, submit, isBusy };
}

/** `form > div > rows`, with the button as the same div's last child. */
export function SettingsForm({ block, rows }: { block: string; rows: Row[] }) {
  const { values, change, submit, isBusy } = useDraft(block);
  return (
    <form onSubmit={submit} noValidate>
      <div>
        <FormRows rows={rows} values={values} onChange={change} />
        <Button type="submit" look="primary" disabled={isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}

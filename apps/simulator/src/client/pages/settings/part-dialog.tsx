import { type ReactNode, useState } from "react";
import type { Part, Settings, SettingValue } from "../../../words.ts";
import { DialogFoot } from "../../parts/dialog-foot.tsx";
import { Modal } from "../../parts/modal.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { useThingForm } from "../../use-thing-form.ts";
import { newSecret } from "./parts-of-restaurant.ts";

export type PanelProps = { values: Settings; onChange: (key: string, value: SettingValue) => void };

type Props = {
  noun: string;
  /** Names the tab container. */
  id: string;
  secretName: string;
  secretPrefix: string;
  path: string;
  part: Part | undefined;
  blank: Settings;
  tabs: { title: string; panel: (props: PanelProps) => ReactNode }[];
  onClose: () => void;
  onDone: () => void;
};

/** Tabs, the line with the secret, and the form, whose panel comes before its foot. */
export function PartDialog({ noun, id, secretName, secretPrefix, path, part, blank, tabs, onClose, onDone }: Props) {
  const [tab, setTab] = useState(0);
  const [secret] = useState(() => part?.secret ?? newSecret(secretPrefix));
  const { draft, put, submit, isBusy, problem } = useThingForm({
    path,
    existing: part,
    blank: { secret, values: blank },
    onDone,
    said: "Settings saved",
  });
  const change = (key: string, value: SettingValue) => put("values")({ ...draft.values, [key]: value });
  return (
    <Modal title={`${part ? "Edit" : "Add"} ${noun}`} onClose={onClose}>
      <div id={`${id}-tab-options-tab-select-content`}>
        <TabOptions tabs={tabs.map(({ title }) => title)} active={tab} onPick={setTab} />
        <div className="secret-line">
          <p>
            {secretName}: <span>{secret}</span>
          </p>
        </div>
        <form onSubmit={submit} noValidate>
          <div>
            <div>{tabs[tab]?.panel({ values: draft.values, onChange: change })}</div>
            <DialogFoot isBusy={isBusy} problem={problem} />
          </div>
        </form>
      </div>
    </Modal>
  );
}

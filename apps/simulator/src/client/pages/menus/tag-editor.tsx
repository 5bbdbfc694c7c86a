import { useState } from "react";
import type { Menu, Tag } from "../../../words.ts";
import { ColourPicker } from "../../parts/colour-picker.tsx";
import { DialogFoot } from "../../parts/dialog-foot.tsx";
import { FormRow, TextField } from "../../parts/form.tsx";
import { ItemTree } from "../../parts/item-tree.tsx";
import { Modal } from "../../parts/modal.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { useThingForm } from "../../use-thing-form.ts";

type Draft = Omit<Tag, "id" | "createdAt">;
const blank: Draft = { name: "", text: "", icon: "", background: "#888888", color: "#ffffff", dishIds: [] };

type Props = { path: string; menus: Menu[]; tag: Tag | undefined; onClose: () => void; onDone: () => void };

/** Four children stay mounted whichever tab is shown: Save is the fourth on both. */
export function TagEditor({ path, menus, tag, onClose, onDone }: Props) {
  const [tab, setTab] = useState(0);
  const { draft, put, submit, isBusy, problem } = useThingForm<Draft>({ path, existing: tag, blank, onDone });
  const shownOn = (index: number) => ({ display: tab === index ? undefined : "none" });
  return (
    <Modal title={tag ? "Edit Tag" : "New Tag"} onClose={onClose}>
      <div id="tag-tab-options-tab-select-content">
        <TabOptions tabs={["Details", "Add / Remove From Items"]} active={tab} onPick={setTab} />
        <form onSubmit={submit} noValidate>
          <div>
            <div style={shownOn(1)}>
              <ItemTree menus={menus} chosen={draft.dishIds} onChange={put("dishIds")} />
            </div>
            <div style={shownOn(0)}>
              <p className="tag-preview">
                <span className="pill" style={{ background: draft.background, color: draft.color }}>
                  {draft.text || "Preview"}
                </span>
              </p>
            </div>
            <div style={shownOn(0)}>
              <FormRow title="Tag Name">
                <TextField value={draft.name} onChange={put("name")} />
              </FormRow>
              <FormRow title="Tag Text">
                <TextField value={draft.text} onChange={put("text")} />
              </FormRow>
              <FormRow title="Icon">
                <TextField value={draft.icon} onChange={put("icon")} />
              </FormRow>
              <FormRow title="Colours">
                <div className="flex">
                  <FormRow title="Background" rowClass="m-b-0 m-r-6">
                    <ColourPicker value={draft.background} onChange={put("background")} />
                  </FormRow>
                  <FormRow title="Text" rowClass="m-b-0">
                    <ColourPicker value={draft.color} onChange={put("color")} />
                  </FormRow>
                </div>
              </FormRow>
            </div>
            <DialogFoot isBusy={isBusy} problem={problem} />
          </div>
        </form>
      </div>
    </Modal>
  );
}

import { useState } from "react";
import type { Menu, Option, OptionSet } from "../../../words.ts";
import { DialogFoot } from "../../parts/dialog-foot.tsx";
import { Button, FormRow, NumberField, TextField, Toggle } from "../../parts/form.tsx";
import { ItemTree } from "../../parts/item-tree.tsx";
import { Modal } from "../../parts/modal.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { useThingForm } from "../../use-thing-form.ts";

type Draft = Omit<OptionSet, "id" | "createdAt">;
const blank: Draft = {
  internalNote: "",
  name: "",
  displayName: "",
  options: [],
  required: false,
  selectMultiple: false,
  enableQuantity: false,
  min: "",
  max: "",
  dishIds: [],
};
const blankOption: Option = { name: "", printName: "", price: "", preselected: false };

type Props = { path: string; menus: Menu[]; set: OptionSet | undefined; onClose: () => void; onDone: () => void };

/** Four tabs over one form: what is typed on one tab stays while another is looked at. */
export function OptionSetEditor({ path, menus, set, onClose, onDone }: Props) {
  const [tab, setTab] = useState(0);
  const { draft, put, submit, isBusy, problem } = useThingForm<Draft>({ path, existing: set, blank, onDone });
  return (
    <Modal title={set ? "Edit Option Set" : "New Option Set"} onClose={onClose}>
      <div id="option-set-tab-options-tab-select-content">
        <TabOptions
          tabs={["Details", "Options", "Conditions", "Add / Remove From Items"]}
          active={tab}
          onPick={setTab}
        />
        <form onSubmit={submit} noValidate>
          <div>
            <div>
              {tab === 0 && (
                <>
                  <FormRow title="Internal Note">
                    <TextField value={draft.internalNote} onChange={put("internalNote")} />
                  </FormRow>
                  <FormRow title="Name">
                    <TextField value={draft.name} onChange={put("name")} />
                  </FormRow>
                  <FormRow title="Display Name">
                    <TextField value={draft.displayName} onChange={put("displayName")} />
                  </FormRow>
                </>
              )}
              {tab === 1 && <OptionRows options={draft.options} onChange={put("options")} />}
              {tab === 2 && (
                <>
                  <FormRow title="Required">
                    <Toggle value={draft.required} onChange={put("required")} />
                  </FormRow>
                  <FormRow title="Select Multiple">
                    <Toggle value={draft.selectMultiple} onChange={put("selectMultiple")} />
                  </FormRow>
                  <FormRow title="Enable Option Quantity">
                    <Toggle value={draft.enableQuantity} onChange={put("enableQuantity")} />
                  </FormRow>
                  <FormRow title="Min Options Required">
                    <NumberField value={draft.min} onChange={put("min")} />
                  </FormRow>
                  <FormRow title="Max Options Required">
                    <NumberField value={draft.max} onChange={put("max")} />
                  </FormRow>
                </>
              )}
              {tab === 3 && <ItemTree menus={menus} chosen={draft.dishIds} onChange={put("dishIds")} />}
            </div>
            <DialogFoot isBusy={isBusy} problem={problem} />
          </div>
        </form>
      </div>
    </Modal>
  );
}

function OptionRows({ options, onChange }: { options: Option[]; onChange: (options: Option[]) => void }) {
  const change = (index: number, part: Partial<Option>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...part } : option)));
  const move = (index: number, by: number) => {
    const next = [...options];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(Math.max(0, index + by), 0, moved);
    onChange(next);
  };
  return (
    <div>
      <div>
        <div>
          <div>
            <table className="option-rows">
              <thead>
                <tr>
                  <th />
                  <th>Name</th>
                  <th>Print Name</th>
                  <th>Price</th>
                  <th>Pre-select</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {options.map((option, index) => (
                  <tr key={index}>
                    <td>
                      <button type="button" className="icon" onClick={() => move(index, -1)}>
                        ↑
                      </button>
                      <button type="button" className="icon" onClick={() => move(index, 1)}>
                        ↓
                      </button>
                    </td>
                    <td>
                      <TextField value={option.name} onChange={(name) => change(index, { name })} />
                    </td>
                    <td>
                      <TextField value={option.printName} onChange={(printName) => change(index, { printName })} />
                    </td>
                    <td>
                      <NumberField step="0.01" value={option.price} onChange={(price) => change(index, { price })} />
                    </td>
                    <td>
                      <input
                        type="checkbox"
                        checked={option.preselected}
                        onChange={(event) => change(index, { preselected: event.target.checked })}
                      />
                    </td>
                    <td>
                      <button
                        type="button"
                        className="icon"
                        onClick={() => onChange(options.filter((_, at) => at !== index))}
                      >
                        ×
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div>
            <Button onClick={() => onChange([...options, blankOption])}>Add Option</Button>
          </div>
        </div>
      </div>
    </div>
  );
}

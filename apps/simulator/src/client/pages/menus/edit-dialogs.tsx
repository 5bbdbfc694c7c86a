import { useState } from "react";
import type { Dish, Tag } from "../../../words.ts";
import { Alert, Button, FormRow, NumberField, PlainSelect, TextField } from "../../parts/form.tsx";
import { Modal } from "../../parts/modal.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { ImageField } from "../../parts/upload-dialog.tsx";
import { useSave } from "../../use-save.ts";

type Closing = { onClose: () => void; onDone: () => void };

/** Something new that needs a name and nothing else yet. */
export function AddDialog({ title, path, onClose, onDone }: Closing & { title: string; path: string }) {
  const [name, setName] = useState("");
  const { save, isBusy, problem } = useSave();
  return (
    <Modal title={title} size="narrow" onClose={onClose}>
      <FormRow title="Name">
        <TextField value={name} onChange={setName} />
      </FormRow>
      <Alert text={problem} />
      <Button look="primary" disabled={isBusy} onClick={() => save({ method: "POST", path, body: { name }, onDone })}>
        Save
      </Button>
    </Modal>
  );
}

type Names = { name: string; displayName: string; description: string };
type EditNamesProps = Closing & { title: string; path: string; names: Names; removal?: string };

export function EditNamesDialog({ title, path, names, removal, onClose, onDone }: EditNamesProps) {
  const [draft, setDraft] = useState({
    name: names.name,
    displayName: names.displayName,
    description: names.description,
  });
  const { save, isBusy, problem } = useSave();
  const set = (key: keyof Names) => (value: string) => setDraft({ ...draft, [key]: value });
  return (
    <Modal title={title} size="narrow" onClose={onClose}>
      <FormRow title="Name">
        <TextField value={draft.name} onChange={set("name")} />
      </FormRow>
      <FormRow title="Display Name">
        <TextField value={draft.displayName} onChange={set("displayName")} />
      </FormRow>
      <FormRow title="Description">
        <TextField value={draft.description} onChange={set("description")} />
      </FormRow>
      <Alert text={problem} />
      <div className="dialog-buttons">
        <Button look="primary" disabled={isBusy} onClick={() => save({ method: "PUT", path, body: draft, onDone })}>
          Save
        </Button>
        {removal && (
          <Button look="danger" disabled={isBusy} onClick={() => save({ method: "DELETE", path, onDone })}>
            {removal}
          </Button>
        )}
      </div>
    </Modal>
  );
}

const dishTypes = [
  { value: "standard", text: "Standard" },
  { value: "combo", text: "Combo" },
];

export function EditDishDialog({
  path,
  dish,
  tags,
  onClose,
  onDone,
}: Closing & { path: string; dish: Dish; tags: Tag[] }) {
  const [draft, setDraft] = useState(dish);
  const [tagIds, setTagIds] = useState(() => tags.filter((tag) => tag.dishIds.includes(dish.id)).map((tag) => tag.id));
  const [tab, setTab] = useState(0);
  const { save, isBusy, problem } = useSave();
  const set = (key: keyof Dish) => (value: string) => setDraft({ ...draft, [key]: value });
  const flip = (id: string) => setTagIds(tagIds.includes(id) ? tagIds.filter((one) => one !== id) : [...tagIds, id]);
  const { id: _id, ...values } = draft;
  return (
    <Modal title="Edit Item" onClose={onClose}>
      <div id="item-tab-options-tab-select-content">
        <TabOptions tabs={["Item Details", "Image & Tags"]} active={tab} onPick={setTab} />
        {tab === 0 && (
          <div>
            <FormRow title="Name">
              <TextField value={draft.name} onChange={set("name")} />
            </FormRow>
            <FormRow title="Display Name">
              <TextField value={draft.displayName} onChange={set("displayName")} />
            </FormRow>
            <FormRow title="Print Name">
              <TextField value={draft.printName} onChange={set("printName")} />
            </FormRow>
            <FormRow title="Price">
              <NumberField value={draft.price} step="0.01" onChange={set("price")} />
            </FormRow>
            <FormRow title="Type">
              <PlainSelect value={draft.type} choices={dishTypes} onChange={set("type")} />
            </FormRow>
            <FormRow title="Description">
              <textarea value={draft.description} onChange={(event) => set("description")(event.target.value)} />
            </FormRow>
          </div>
        )}
        {tab === 1 && (
          <div>
            <FormRow title="Image">
              <ImageField value={draft.image} shape="logo" onChange={set("image")} />
            </FormRow>
            <FormRow title="Tags">
              <div>
                {tags.map((tag) => (
                  <label key={tag.id} className="tick">
                    <input type="checkbox" checked={tagIds.includes(tag.id)} onChange={() => flip(tag.id)} />
                    <span>{tag.name}</span>
                  </label>
                ))}
                {tags.length === 0 && <span className="hint">There are no tags yet.</span>}
              </div>
            </FormRow>
          </div>
        )}
        <Alert text={problem} />
        <Button
          look="primary"
          disabled={isBusy}
          onClick={() => save({ method: "PUT", path, body: { ...values, tagIds }, onDone })}
        >
          Save
        </Button>
      </div>
    </Modal>
  );
}

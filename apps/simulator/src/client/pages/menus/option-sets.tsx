import { useState } from "react";
import type { OptionSet } from "../../../words.ts";
import { Button } from "../../parts/form.tsx";
import { useSave } from "../../use-save.ts";
import type { MenuData } from "./menus-page.tsx";
import { OptionSetEditor } from "./option-set-editor.tsx";

type Props = { base: string; data: MenuData; onChanged: () => Promise<void> };

export function OptionSets({ base, data, onChanged }: Props) {
  const [editing, setEditing] = useState<OptionSet | "new">();
  const { save, isBusy } = useSave();
  const path = `${base}/option-sets`;
  const done = async () => {
    setEditing(undefined);
    await onChanged();
  };
  return (
    <>
      <div className="grid-2 xs xs-gap m-t-10">
        <div className="grid-new">
          <div>
            <Button look="primary" onClick={() => setEditing("new")}>
              New Option Set
            </Button>
          </div>
        </div>
        {data.optionSets.map((set) => (
          <div key={set.id} className="grid-card">
            <p className="card-name">{set.name}</p>
            <p className="hint">{summary(set)}</p>
            <p className="card-buttons">
              <Button onClick={() => setEditing(set)}>Edit</Button>
              <Button
                disabled={isBusy}
                onClick={() => save({ method: "DELETE", path: `${path}/${set.id}`, onDone: onChanged })}
              >
                Delete
              </Button>
            </p>
          </div>
        ))}
      </div>
      {editing && (
        <OptionSetEditor
          path={path}
          menus={data.menus}
          set={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onDone={done}
        />
      )}
    </>
  );
}

function summary(set: OptionSet): string {
  return [
    set.displayName !== set.name && set.displayName,
    `${set.options.length} ${set.options.length === 1 ? "option" : "options"}`,
    set.required && "required",
    `on ${set.dishIds.length} ${set.dishIds.length === 1 ? "item" : "items"}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

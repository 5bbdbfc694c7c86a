import { useState } from "react";
import type { OptionSet } from "../../../words.ts";
import type { MenuData } from "./menus-page.tsx";
import { OptionSetEditor } from "./option-set-editor.tsx";
import { countOf, ThingGrid } from "./thing-grid.tsx";

type Props = { base: string; data: MenuData; onChanged: () => Promise<void> };

export function OptionSets({ base, data, onChanged }: Props) {
  const [editing, setEditing] = useState<OptionSet | "new">();
  const path = `${base}/option-sets`;
  const close = () => setEditing(undefined);
  return (
    <>
      <ThingGrid
        things={data.optionSets}
        path={path}
        newText="New Option Set"
        onNew={() => setEditing("new")}
        onEdit={setEditing}
        onChanged={onChanged}
        summary={summary}
      />
      {editing && (
        <OptionSetEditor
          path={path}
          menus={data.menus}
          set={editing === "new" ? undefined : editing}
          onClose={close}
          onDone={() => onChanged().then(close)}
        />
      )}
    </>
  );
}

function summary(set: OptionSet): string {
  return [
    set.displayName !== set.name && set.displayName,
    countOf(set.options.length, "option"),
    set.required && "required",
    `on ${countOf(set.dishIds.length, "item")}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

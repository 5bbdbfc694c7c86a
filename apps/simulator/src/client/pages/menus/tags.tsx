import { useState } from "react";
import type { Tag } from "../../../words.ts";
import { Button } from "../../parts/form.tsx";
import { useSave } from "../../use-save.ts";
import type { MenuData } from "./menus-page.tsx";
import { TagEditor } from "./tag-editor.tsx";

type Props = { base: string; data: MenuData; onChanged: () => Promise<void> };

export function Tags({ base, data, onChanged }: Props) {
  const [editing, setEditing] = useState<Tag | "new">();
  const { save, isBusy } = useSave();
  const path = `${base}/tags`;
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
              New Tag
            </Button>
          </div>
        </div>
        {data.tags.map((tag) => (
          <div key={tag.id} className="grid-card">
            <p className="card-name">{tag.name}</p>
            <p className="hint">
              <span className="pill" style={{ background: tag.background, color: tag.color }}>
                {tag.text || tag.name}
              </span>{" "}
              <code>{tag.background}</code> · on {tag.dishIds.length} {tag.dishIds.length === 1 ? "item" : "items"}
            </p>
            <p className="card-buttons">
              <Button onClick={() => setEditing(tag)}>Edit</Button>
              <Button
                disabled={isBusy}
                onClick={() => save({ method: "DELETE", path: `${path}/${tag.id}`, onDone: onChanged })}
              >
                Delete
              </Button>
            </p>
          </div>
        ))}
      </div>
      {editing && (
        <TagEditor
          path={path}
          menus={data.menus}
          tag={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onDone={done}
        />
      )}
    </>
  );
}

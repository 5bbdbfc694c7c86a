import { useState } from "react";
import type { Tag } from "../../../words.ts";
import type { MenuData } from "./menus-page.tsx";
import { TagEditor } from "./tag-editor.tsx";
import { countOf, ThingGrid } from "./thing-grid.tsx";

type Props = { base: string; data: MenuData; onChanged: () => Promise<void> };

export function Tags({ base, data, onChanged }: Props) {
  const [editing, setEditing] = useState<Tag | "new">();
  const path = `${base}/tags`;
  const close = () => setEditing(undefined);
  return (
    <>
      <ThingGrid
        things={data.tags}
        path={path}
        newText="New Tag"
        onNew={() => setEditing("new")}
        onEdit={setEditing}
        onChanged={onChanged}
        summary={(tag) => (
          <>
            <span className="pill" style={{ background: tag.background, color: tag.color }}>
              {tag.text || tag.name}
            </span>{" "}
            <code>{tag.background}</code> · on {countOf(tag.dishIds.length, "item")}
          </>
        )}
      />
      {editing && (
        <TagEditor
          path={path}
          menus={data.menus}
          tag={editing === "new" ? undefined : editing}
          onClose={close}
          onDone={() => onChanged().then(close)}
        />
      )}
    </>
  );
}

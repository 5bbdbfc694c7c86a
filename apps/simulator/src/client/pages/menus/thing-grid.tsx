import type { ReactNode } from "react";
import { Button } from "../../parts/form.tsx";
import { useSave } from "../../use-save.ts";

type Props<Thing> = {
  things: Thing[];
  path: string;
  newText: string;
  onNew: () => void;
  onEdit: (thing: Thing) => void;
  onChanged: () => Promise<void>;
  summary: (thing: Thing) => ReactNode;
};

/** The button for a new one first, then a card each. */
export function ThingGrid<Thing extends { id: string; name: string }>(props: Props<Thing>) {
  const { things, path, newText, onNew, onEdit, onChanged, summary } = props;
  const { save, isBusy } = useSave();
  return (
    <div className="grid-2 xs xs-gap m-t-10">
      <div className="grid-new">
        <div>
          <Button look="primary" onClick={onNew}>
            {newText}
          </Button>
        </div>
      </div>
      {things.map((thing) => (
        <div key={thing.id} className="grid-card">
          <p className="card-name">{thing.name}</p>
          <p className="hint">{summary(thing)}</p>
          <p className="card-buttons">
            <Button onClick={() => onEdit(thing)}>Edit</Button>
            <Button
              disabled={isBusy}
              onClick={() => save({ method: "DELETE", path: `${path}/${thing.id}`, onDone: onChanged })}
            >
              Delete
            </Button>
          </p>
        </div>
      ))}
    </div>
  );
}

export function countOf(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

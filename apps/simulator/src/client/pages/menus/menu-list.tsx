import { type ReactNode, useState } from "react";
import type { Category, Dish, Menu } from "../../../words.ts";
import { classes } from "../../classes.ts";
import { Button } from "../../parts/form.tsx";
import { Arrow, Pencil } from "../../parts/icons.tsx";
import { AddDialog, EditDishDialog, EditNamesDialog } from "./edit-dialogs.tsx";
import type { MenuData } from "./menus-page.tsx";

type Editing =
  | { what: "menu"; menu: Menu }
  | { what: "category"; category: Category }
  | { what: "new dish"; category: Category }
  | { what: "dish"; dish: Dish };
type Props = { base: string; data: MenuData; onChanged: () => Promise<void> };

export function MenuList({ base, data, onChanged }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<Editing>();
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const close = () => setEditing(undefined);
  const done = async () => {
    close();
    await onChanged();
  };
  if (data.menus.length === 0) return <p className="empty">There are no menus yet.</p>;
  return (
    <div className="menu-list">
      {data.menus.map((menu) => (
        <div key={menu.id} className="menu">
          <div className={`${classes.listItem} list-item`}>
            <Row
              name={menu.name}
              isOpen={open.has(menu.id)}
              onToggle={() => toggle(menu.id)}
              onEdit={() => setEditing({ what: "menu", menu })}
            >
              {count(menu.categories.length, "category", "categories")}
            </Row>
          </div>
          {open.has(menu.id) &&
            menu.categories.map((category) => (
              <div key={category.id} className="category">
                <Row
                  name={category.name}
                  isOpen={open.has(category.id)}
                  onToggle={() => toggle(category.id)}
                  onEdit={() => setEditing({ what: "category", category })}
                >
                  {count(category.dishes.length, "item", "items")}
                </Row>
                {open.has(category.id) && (
                  <div className="dishes">
                    {category.dishes.map((dish) => (
                      <DishRow
                        key={dish.id}
                        dish={dish}
                        data={data}
                        onEdit={() => setEditing({ what: "dish", dish })}
                      />
                    ))}
                    <Button onClick={() => setEditing({ what: "new dish", category })}>Add Item</Button>
                  </div>
                )}
              </div>
            ))}
        </div>
      ))}
      {editing?.what === "menu" && (
        <EditNamesDialog
          title="Edit Menu"
          path={`${base}/menus/${editing.menu.id}`}
          names={editing.menu}
          onClose={close}
          onDone={done}
          removal="Delete menu"
        />
      )}
      {editing?.what === "category" && (
        <EditNamesDialog
          title="Edit Category"
          path={`${base}/categories/${editing.category.id}`}
          names={editing.category}
          onClose={close}
          onDone={done}
        />
      )}
      {editing?.what === "new dish" && (
        <AddDialog
          title="Add Item"
          path={`${base}/categories/${editing.category.id}/dishes`}
          onClose={close}
          onDone={done}
        />
      )}
      {editing?.what === "dish" && (
        <EditDishDialog
          path={`${base}/dishes/${editing.dish.id}`}
          dish={editing.dish}
          tags={data.tags}
          onClose={close}
          onDone={done}
        />
      )}
    </div>
  );
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

type RowProps = { name: string; isOpen: boolean; onToggle: () => void; onEdit: () => void; children: ReactNode };

function Row({ name, isOpen, onToggle, onEdit, children }: RowProps) {
  return (
    <div className="list-row">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed row answers clicks only */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className="list-row-name" onClick={onToggle}>
        <Arrow isOpen={isOpen} />
        <span>{name}</span>
        <small>{children}</small>
      </div>
      <button type="button" className="icon" onClick={onEdit}>
        <Pencil />
      </button>
    </div>
  );
}

function DishRow({ dish, data, onEdit }: { dish: Dish; data: MenuData; onEdit: () => void }) {
  const tags = data.tags.filter((tag) => tag.dishIds.includes(dish.id));
  return (
    <div className="list-row dish">
      <div className="list-row-name">
        <span className="dish-name">{dish.name}</span>
        {tags.map((tag) => (
          <span key={tag.id} className="pill" style={{ background: tag.background, color: tag.color }}>
            {tag.text || tag.name}
          </span>
        ))}
      </div>
      <span className="dish-price">{dish.price}</span>
      <button type="button" className="icon" onClick={onEdit}>
        <Pencil />
      </button>
    </div>
  );
}

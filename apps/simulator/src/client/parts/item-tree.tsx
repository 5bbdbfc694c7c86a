import { type ReactNode, useState } from "react";
import type { Dish, Menu } from "../../words.ts";
import { Arrow } from "./icons.tsx";

type Props = { menus: Menu[]; chosen: string[]; onChange: (dishIds: string[]) => void };

/** Menus, categories and dishes with a tick each. What is not expanded is not in the page. */
export function ItemTree({ menus, chosen, onChange }: Props) {
  const ticked = new Set(chosen);
  const set = (dishes: Dish[], isTicked: boolean) => {
    const next = new Set(chosen);
    for (const dish of dishes) isTicked ? next.add(dish.id) : next.delete(dish.id);
    onChange([...next]);
  };
  const tick = (name: string, dishes: Dish[]) => (
    <label className="tick">
      <input
        type="checkbox"
        checked={dishes.length > 0 && dishes.every((dish) => ticked.has(dish.id))}
        onChange={(event) => set(dishes, event.target.checked)}
      />
      <span className="m-l-2">{name}</span>
    </label>
  );
  return (
    <div>
      <div>
        <div>
          <div className="item-tree">
            {menus.map((menu) => (
              <Branch
                key={menu.id}
                label={tick(
                  menu.name,
                  menu.categories.flatMap((category) => category.dishes),
                )}
              >
                {() =>
                  menu.categories.map((category) => (
                    <Branch key={category.id} label={tick(category.name, category.dishes)}>
                      {() => category.dishes.map((dish) => <div key={dish.id}>{tick(dish.name, [dish])}</div>)}
                    </Branch>
                  ))
                }
              </Branch>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** `children` is called only while open: a long menu costs nothing until it is looked at. */
function Branch({ label, children }: { label: ReactNode; children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <div className="branch">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed arrow answers clicks only */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
        <div className="cursor flex-center" onClick={() => setOpen(!isOpen)}>
          <Arrow isOpen={isOpen} />
        </div>
        {label}
      </div>
      {isOpen && <div className="m-l-2">{children()}</div>}
    </div>
  );
}

"use client";
import type { Menu } from "@pumpd/automations/menu-csv";
import { cleanDishName } from "@pumpd/model";
import { Search, UtensilsCrossed } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { DISH_WORDS as W } from "../words";

type DishPickerProps = {
  /** what the dishes are chosen for: "Vegan" */
  of: string;
  chosen: readonly string[];
  menu: Menu | undefined;
  isDisabled: boolean;
  onChange: (dishes: string[]) => void;
};

type Group = { name: string; dishes: string[] };

/** Ticks dishes by name: those of the restaurant's menu file, and any other that is typed. */
export function DishPicker({ of, chosen, menu, isDisabled, onChange }: DishPickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const groups = groupsOf(menu, chosen).flatMap(matching(typed));
  const other = cleanDishName(typed);
  const isNew = other !== "" && !groups.some(({ dishes }) => dishes.includes(other));
  const toggle = (dish: string) =>
    onChange(chosen.includes(dish) ? chosen.filter((one) => one !== dish) : [...chosen, dish]);
  const add = () => {
    if (!chosen.includes(other)) onChange([...chosen, other]);
    setTyped("");
  };

  return (
    <>
      <Button
        size="row"
        disabled={isDisabled}
        onClick={() => setIsOpen(true)}
        aria-label={W.chooseFor(chosen.length, of)}
      >
        <UtensilsCrossed aria-hidden />
        {W.onDishes(chosen.length)}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={W.titleFor(of)}
        description={W.note}
        footer={
          <>
            <Button look="primary" onClick={() => setIsOpen(false)}>
              {W.done}
            </Button>
            <span className="text-13 text-ink-3" aria-live="polite">
              {W.onDishes(chosen.length)}
            </span>
          </>
        }
      >
        <Input
          type="search"
          aria-label={W.search}
          placeholder={W.search}
          start={<Search aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault(); // Enter adds what was typed; it must not send the form behind
            if (isNew) add();
          }}
        />
        {isNew ? (
          <Button look="link" size="text" className="mt-2" onClick={add}>
            {W.add(other)}
          </Button>
        ) : null}
        {groups.length === 0 && !isNew ? <p className="mt-3 text-13 text-ink-3">{W.none}</p> : null}
        {groups.map((group) => (
          <fieldset key={group.name} className="mt-4">
            <legend className="mb-1 text-13 text-ink-3">{group.name}</legend>
            {group.dishes.map((dish) => (
              <Tick key={dish} label={dish} isTicked={chosen.includes(dish)} onToggle={() => toggle(dish)} />
            ))}
          </fieldset>
        ))}
      </Dialog>
    </>
  );
}

function Tick({ label, isTicked, onToggle }: { label: string; isTicked: boolean; onToggle: () => void }) {
  const id = useId();
  return (
    <div className="flex items-center gap-3 py-1.5">
      <Checkbox id={id} checked={isTicked} onCheckedChange={onToggle} />
      <label htmlFor={id} className="min-w-0 flex-1 break-words">
        {label}
      </label>
    </div>
  );
}

/** By category; a dish in two of them stands once. What is chosen and not on the menu comes first, under its own name. */
function groupsOf(menu: Menu | undefined, chosen: readonly string[]): Group[] {
  const seen = new Set<string>();
  const groups = (menu?.categories ?? []).map(({ name, dishes }) => ({
    name,
    dishes: dishes.flatMap((dish) => {
      if (seen.has(dish.name)) return [];
      seen.add(dish.name);
      return [dish.name];
    }),
  }));
  return [{ name: menu ? W.notInFile : W.typed, dishes: chosen.filter((dish) => !seen.has(dish)) }, ...groups];
}

const matching =
  (typed: string) =>
  ({ name, dishes }: Group): Group[] => {
    const words = typed.trim().toLowerCase();
    const found = dishes.filter((dish) => dish.toLowerCase().includes(words));
    return found.length === 0 ? [] : [{ name, dishes: found }];
  };

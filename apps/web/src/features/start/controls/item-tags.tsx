"use client";
import { TAG_PRESETS, tagsOfMenu } from "@pumpd/automations/item-tags";
import { Plus, Trash2, WandSparkles } from "lucide-react";
import { ColourInput } from "@/components/colour-input";
import { FieldError } from "@/components/field-error";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { TAG_WORDS as W } from "../words";
import { type ControlProps, whenLeft } from "./control";
import { DishPicker } from "./dish-picker";
import { useKnownMenu } from "./use-dishes";

type Tag = { name: string; colour: string; dishes: string[] };

/** Tags with colour and dishes. The restaurant's menu file can say which dishes carry which. */
export function ItemTagsControl(props: ControlProps) {
  const { path, label, value, errors, isDisabled, restaurantId, onChange, onLeave } = props;
  const tags = (Array.isArray(value) ? value : []) as Tag[];
  const known = useKnownMenu(restaurantId);
  const change = (at: number, tag: Partial<Tag>) =>
    onChange(tags.map((old, index) => (index === at ? { ...old, ...tag } : old)));
  const missing = TAG_PRESETS.filter((preset) => !tags.some(({ name }) => name === preset.name));
  const fromMenu = known ? tagsOfMenu(known.menu).filter(({ dishes }) => dishes.length > 0) : [];

  return (
    <fieldset id={`field-${path}`} tabIndex={-1} className="min-w-0 outline-none" onBlur={whenLeft(onLeave)}>
      <legend className="sr-only">{label}</legend>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="flex-1 text-16 font-heading">{label}</h2>
        {known && fromMenu.length > 0 ? (
          <Button size="row" disabled={isDisabled} onClick={() => onChange(withDishes(tags, fromMenu))}>
            <WandSparkles aria-hidden />
            {W.fromMenu(known.fileName)}
          </Button>
        ) : null}
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {tags.map((tag, at) => (
          <li
            key={at}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 py-2.5 desk:grid-cols-[minmax(0,1fr)_136px_132px_auto]"
          >
            <div className="max-desk:col-span-full">
              <Input
                aria-label={W.nameOf(at + 1)}
                aria-invalid={errors[`${path}.${at}.name`] ? true : undefined}
                value={tag.name}
                disabled={isDisabled}
                onChange={(event) => change(at, { name: event.target.value })}
              />
              <FieldError id={`${path}-${at}-name`} message={errors[`${path}.${at}.name`]} />
            </div>
            <div className="max-desk:col-span-full">
              <ColourInput
                label={W.colourOf(tag.name)}
                value={tag.colour}
                disabled={isDisabled}
                onChange={(colour) => change(at, { colour })}
              />
              <FieldError id={`${path}-${at}-colour`} message={errors[`${path}.${at}.colour`]} />
            </div>
            <div className="flex h-9 items-center">
              <DishPicker
                of={tag.name}
                chosen={tag.dishes}
                menu={known?.menu}
                isDisabled={isDisabled}
                onChange={(dishes) => change(at, { dishes })}
              />
            </div>
            <Button
              look="ghost"
              size="icon"
              disabled={isDisabled}
              aria-label={W.remove(tag.name)}
              onClick={() => onChange(tags.filter((_, index) => index !== at))}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <FieldError id={`field-${path}-error`} message={errors[path]} />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          size="row"
          disabled={isDisabled}
          onClick={() => onChange([...tags, { name: "", colour: "#3f92ff", dishes: [] }])}
        >
          <Plus aria-hidden />
          {W.add}
        </Button>
        {missing.map((preset) => (
          <Button
            key={preset.name}
            size="row"
            look="ghost"
            disabled={isDisabled}
            onClick={() => onChange([...tags, { ...preset, dishes: [] }])}
          >
            <Plus aria-hidden />
            {preset.name}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

/** Adds the dishes that carry a tag in the menu file; what a person chose stays. */
function withDishes(tags: readonly Tag[], fromMenu: readonly Tag[]): Tag[] {
  const have = tags.map((tag) => {
    const found = fromMenu.find(({ name }) => name === tag.name);
    return found ? { ...tag, dishes: [...new Set([...tag.dishes, ...found.dishes])] } : tag;
  });
  return [...have, ...fromMenu.filter(({ name }) => !tags.some((tag) => tag.name === name))];
}

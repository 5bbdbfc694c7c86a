"use client";
import {
  type OptionSetProblem,
  type OptionSetRow,
  readOptionSetsCsv,
  writeOptionSetsCsv,
} from "@pumpd/automations/option-sets-csv";
import { ArrowDown, ArrowUp, ChevronDown, CircleX, Download, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/field";
import { FieldError } from "@/components/field-error";
import { FileDrop } from "@/components/file-drop";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { cn } from "@/lib/cn";
import { saveAs } from "../stored-files";
import { OPTION_WORDS as W } from "../words";
import { type ControlProps, whenLeft } from "./control";
import { DishPicker } from "./dish-picker";
import { useKnownMenu } from "./use-dishes";

/** A price that is half typed stays as it was typed, until it is one. */
type Option = { name: string; price: number | string };
type OptionSet = Omit<OptionSetRow, "options" | "min" | "max"> & {
  min: number | string;
  max: number | string;
  options: Option[];
};

const NEW_OPTION: Option = { name: "", price: 0 };
const NEW_SET: OptionSet = {
  name: "",
  displayName: "",
  isRequired: false,
  isMultiple: false,
  min: 0,
  max: 1,
  options: [NEW_OPTION],
  dishes: [],
};

/** Option sets one below the other, one of them open; or all of them at once from a table. */
export function OptionSetsControl(props: ControlProps) {
  const { path, label, value, errors, isDisabled, restaurantId, onChange, onLeave } = props;
  const sets = (Array.isArray(value) ? value : []) as OptionSet[];
  const [openAt, setOpenAt] = useState<number>();
  const known = useKnownMenu(restaurantId);
  const put = (next: readonly OptionSet[], open?: number) => {
    onChange(next);
    setOpenAt(open);
  };

  return (
    <fieldset id={`field-${path}`} tabIndex={-1} className="min-w-0 outline-none" onBlur={whenLeft(onLeave)}>
      <legend className="sr-only">{label}</legend>
      <h2 className="mb-3 text-16 font-heading">{label}</h2>
      <Import sets={sets} isDisabled={isDisabled} onSets={(next) => put(next)} />
      <ol className={cn("mt-4 divide-y divide-line", sets.length > 0 && "border-y border-line")}>
        {sets.map((set, at) => (
          <li key={at} className="py-2">
            <SetHead
              set={set}
              at={at}
              of={sets.length}
              isOpen={openAt === at}
              isWrong={Object.keys(errors).some((key) => key.startsWith(`${path}.${at}.`))}
              isDisabled={isDisabled}
              onToggle={() => setOpenAt(openAt === at ? undefined : at)}
              onMove={(to) => put(moved(sets, at, to), openAt === at ? to : undefined)}
              onRemove={() => put(sets.filter((_, index) => index !== at))}
            />
            {openAt === at ? (
              <SetEditor
                path={`${path}.${at}`}
                set={set}
                errors={errors}
                isDisabled={isDisabled}
                menu={known?.menu}
                onChange={(changed) => onChange(sets.map((old, index) => (index === at ? changed : old)))}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <FieldError id={`field-${path}-error`} message={errors[path]} />
      <Button
        className="mt-3"
        disabled={isDisabled}
        onClick={() => put([...sets, NEW_SET], sets.length)}
        data-wrong={errors[path] ? true : undefined}
      >
        <Plus aria-hidden />
        {W.add}
      </Button>
    </fieldset>
  );
}

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

type ImportProps = { sets: readonly OptionSet[]; isDisabled: boolean; onSets: (sets: OptionSet[]) => void };

/** Sets of the same name are replaced, the others stay. Nothing is taken from a file with a wrong row. */
function Import({ sets, isDisabled, onSets }: ImportProps) {
  const [problems, setProblems] = useState<readonly OptionSetProblem[]>([]);
  const [note, setNote] = useState("");
  async function take(file: File) {
    const read = readOptionSetsCsv(new Uint8Array(await file.arrayBuffer()));
    setProblems(read.problems);
    setNote(read.problems.length > 0 ? W.notTaken(file.name) : W.taken(read.sets.length, file.name));
    if (read.problems.length > 0) return;
    const names = new Set(read.sets.map(({ name }) => name));
    onSets([...sets.filter(({ name }) => !names.has(name)), ...read.sets]);
  }
  return (
    <div>
      <FileDrop choose={W.importCsv} label={W.importCsv} accept=".csv,text/csv" disabled={isDisabled} onFile={take}>
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="min-w-0 flex-1">{W.importNote}</span>
          <Button
            look="link"
            size="text"
            onClick={() => saveAs(W.fileName, writeOptionSetsCsv(written(sets)), "text/csv")}
          >
            <Download aria-hidden />
            {sets.length === 0 ? W.template : W.exportCsv}
          </Button>
        </span>
      </FileDrop>
      <p aria-live="polite" className={cn("text-13", note && "mt-2", problems.length > 0 ? "text-fail" : "text-ink-2")}>
        {note}
      </p>
      <ul className="mt-1 space-y-1 text-13">
        {problems.slice(0, W.problemsShown).map(({ row, reason }) => (
          <li key={`${row} ${reason}`} className="flex gap-2 text-fail [&_svg]:!size-3.5">
            <CircleX aria-hidden className="mt-[3px]" />
            {W.problem(row, reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}

const EXAMPLE: OptionSetRow = {
  ...NEW_SET,
  name: "Choose your size",
  displayName: "Size",
  isRequired: true,
  min: 1,
  max: 1,
  options: [
    { name: "Small", price: 0 },
    { name: "Large", price: 3.5 },
  ],
};

function written(sets: readonly OptionSet[]): OptionSetRow[] {
  if (sets.length === 0) return [EXAMPLE];
  return sets.map((set) => ({
    ...set,
    min: Number(set.min) || 0,
    max: Number(set.max) || 1,
    options: set.options.map(({ name, price }) => ({ name, price: Number(price) || 0 })),
  }));
}

type SetHeadProps = {
  set: OptionSet;
  at: number;
  of: number;
  isOpen: boolean;
  isWrong: boolean;
  isDisabled: boolean;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

function SetHead({ set, at, of, isOpen, isWrong, isDisabled, onToggle, onMove, onRemove }: SetHeadProps) {
  const name = set.name || W.unnamed(at + 1);
  return (
    <div className="flex items-center gap-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-control px-1 py-1.5 text-left hover:bg-hover"
      >
        <ChevronDown aria-hidden className={cn("transition-transform duration-120", isOpen ? "" : "-rotate-90")} />
        <span className="min-w-0 flex-1">
          <span className="block break-words font-control">{name}</span>
          <span className="block text-13 text-ink-3">{W.summary(set)}</span>
        </span>
        {isWrong ? <CircleX aria-label={W.needsLook} className="text-fail" /> : null}
      </button>
      <Button
        look="ghost"
        size="icon"
        aria-label={W.up(name)}
        disabled={isDisabled || at === 0}
        onClick={() => onMove(at - 1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        look="ghost"
        size="icon"
        aria-label={W.down(name)}
        disabled={isDisabled || at === of - 1}
        onClick={() => onMove(at + 1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button look="ghost" size="icon" aria-label={W.remove(name)} disabled={isDisabled} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}

type SetEditorProps = {
  path: string;
  set: OptionSet;
  errors: ControlProps["errors"];
  isDisabled: boolean;
  menu: Parameters<typeof DishPicker>[0]["menu"];
  onChange: (set: OptionSet) => void;
};

function SetEditor({ path, set, errors, isDisabled, menu, onChange }: SetEditorProps) {
  const change = (part: Partial<OptionSet>) => onChange({ ...set, ...part });
  const common = (name: string) => ({ error: errors[`${path}.${name}`], anchor: `${path}.${name}` });
  return (
    <div className="space-y-4 px-1 pt-3 pb-2 desk:pl-8">
      <div className="grid items-start gap-x-4 gap-y-4 desk:grid-cols-2">
        <Field label={W.name} {...common("name")}>
          {(aria) => (
            <Input
              {...aria}
              value={set.name}
              disabled={isDisabled}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={W.displayName} note={W.displayNameNote} {...common("displayName")}>
          {(aria) => (
            <Input
              {...aria}
              value={set.displayName}
              disabled={isDisabled}
              onChange={(event) => change({ displayName: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
        <Toggle
          label={W.required}
          isOn={set.isRequired}
          isDisabled={isDisabled}
          onChange={(isRequired) => change({ isRequired, min: isRequired ? Math.max(1, Number(set.min) || 0) : 0 })}
        />
        <Toggle
          label={W.multiple}
          isOn={set.isMultiple}
          isDisabled={isDisabled}
          onChange={(isMultiple) =>
            change({ isMultiple, max: isMultiple ? Math.max(set.options.length, Number(set.max) || 1) : 1 })
          }
        />
        <Field label={W.min} className="w-24" {...common("min")}>
          {(aria) => (
            <Input
              {...aria}
              inputMode="numeric"
              value={String(set.min)}
              disabled={isDisabled}
              onChange={(event) => change({ min: numberOr(event.target.value) })}
            />
          )}
        </Field>
        <Field label={W.max} className="w-24" {...common("max")}>
          {(aria) => (
            <Input
              {...aria}
              inputMode="numeric"
              value={String(set.max)}
              disabled={isDisabled}
              onChange={(event) => change({ max: numberOr(event.target.value) })}
            />
          )}
        </Field>
      </div>
      <Options
        path={path}
        set={set}
        errors={errors}
        isDisabled={isDisabled}
        onChange={(options) => change({ options })}
      />
      <div className="flex flex-wrap items-center gap-3">
        <DishPicker
          of={set.name || W.thisSet}
          chosen={set.dishes}
          menu={menu}
          isDisabled={isDisabled}
          onChange={(dishes) => change({ dishes })}
        />
        <span className="text-13 text-ink-3">{W.dishesNote}</span>
      </div>
    </div>
  );
}

type OptionsProps = Omit<SetEditorProps, "menu" | "onChange"> & { onChange: (options: Option[]) => void };

function Options({ path, set, errors, isDisabled, onChange }: OptionsProps) {
  const { options } = set;
  const change = (at: number, part: Partial<Option>) =>
    onChange(options.map((old, index) => (index === at ? { ...old, ...part } : old)));
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-control">{W.options}</legend>
      <ol className="space-y-2">
        {options.map((option, at) => (
          <li key={at} className="flex items-start gap-1">
            <div className="min-w-0 flex-1">
              <Input
                aria-label={W.optionName(at + 1)}
                aria-invalid={errors[`${path}.options.${at}.name`] ? true : undefined}
                value={option.name}
                disabled={isDisabled}
                onChange={(event) => change(at, { name: event.target.value })}
              />
              <FieldError id={`${path}-options-${at}-name`} message={errors[`${path}.options.${at}.name`]} />
            </div>
            <div className="w-26 shrink-0">
              <Input
                aria-label={W.optionPrice(at + 1)}
                aria-invalid={errors[`${path}.options.${at}.price`] ? true : undefined}
                inputMode="decimal"
                start="$"
                value={String(option.price)}
                disabled={isDisabled}
                onChange={(event) => change(at, { price: numberOr(event.target.value) })}
              />
              <FieldError id={`${path}-options-${at}-price`} message={errors[`${path}.options.${at}.price`]} />
            </div>
            <Button
              look="ghost"
              size="icon"
              aria-label={W.up(option.name || W.unnamedOption(at + 1))}
              disabled={isDisabled || at === 0}
              onClick={() => onChange(moved(options, at, at - 1))}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              look="ghost"
              size="icon"
              aria-label={W.remove(option.name || W.unnamedOption(at + 1))}
              disabled={isDisabled || options.length === 1}
              onClick={() => onChange(options.filter((_, index) => index !== at))}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <FieldError id={`${path}-options`} message={errors[`${path}.options`]} />
      <Button size="row" className="mt-2" disabled={isDisabled} onClick={() => onChange([...options, NEW_OPTION])}>
        <Plus aria-hidden />
        {W.addOption}
      </Button>
    </fieldset>
  );
}

type ToggleProps = { label: string; isOn: boolean; isDisabled: boolean; onChange: (isOn: boolean) => void };

function Toggle({ label, isOn, isDisabled, onChange }: ToggleProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch is inside
    <label className="flex items-center gap-3 desk:pt-7">
      <Switch checked={isOn} disabled={isDisabled} onCheckedChange={onChange} />
      {label}
    </label>
  );
}

/** "3." is on its way to a number and stays text; the schema says so until it is one. */
function numberOr(typed: string): number | string {
  return /^\d+(\.\d+)?$/.test(typed.trim()) ? Number(typed) : typed;
}

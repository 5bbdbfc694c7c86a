import { useEffect, useState } from "react";
import type { Settings, SettingValue, Slot, Tax } from "../../../words.ts";
import { call } from "../../api.ts";
import { ColourPicker } from "../../parts/colour-picker.tsx";
import { Button, ButtonChoice, FormRow, NumberField, PlainSelect, TextField, Toggle } from "../../parts/form.tsx";
import { HoursField } from "../../parts/hours-field.tsx";
import { SearchableSelect } from "../../parts/searchable-select.tsx";
import { ImageField } from "../../parts/upload-dialog.tsx";
import type { Row } from "./rows.ts";

type Props = { rows: Row[]; values: Settings; onChange: (key: string, value: SettingValue) => void };

export function FormRows({ rows, values, onChange }: Props) {
  return rows.map((row) => <SettingsRow key={row.title} row={row} values={values} onChange={onChange} />);
}

function SettingsRow({ row, values, onChange }: Omit<Props, "rows"> & { row: Row }) {
  const textOf = (key: string, initial: unknown = "") => String(values[key] ?? initial);
  const isOn = (key: string, initial: unknown = false) => Boolean(values[key] ?? initial);
  const put = (key: string) => (value: SettingValue) => onChange(key, value);
  switch (row.kind) {
    case "text":
      return (
        <FormRow title={row.title}>
          <TextField value={textOf(row.key, row.initial)} onChange={put(row.key)} />
        </FormRow>
      );
    case "number":
      return (
        <FormRow title={row.title}>
          <NumberField value={textOf(row.key, row.initial)} onChange={put(row.key)} />
        </FormRow>
      );
    case "textarea":
      return (
        <FormRow title={row.title}>
          <textarea
            className="code"
            spellCheck={false}
            value={textOf(row.key)}
            onChange={(event) => put(row.key)(event.target.value)}
          />
        </FormRow>
      );
    case "toggle":
      return (
        <FormRow title={row.title}>
          <Toggle value={isOn(row.key, row.initial)} onChange={put(row.key)} />
        </FormRow>
      );
    case "colour":
      return (
        <FormRow title={row.title}>
          <ColourPicker value={textOf(row.key, "#000000")} onChange={put(row.key)} />
        </FormRow>
      );
    case "select":
      return (
        <FormRow title={row.title}>
          <PlainSelect
            value={textOf(row.key, row.initial ?? row.choices[0]?.value)}
            choices={row.choices}
            onChange={put(row.key)}
          />
        </FormRow>
      );
    case "search":
      return (
        <FormRow title={row.title}>
          <SearchableSelect value={textOf(row.key, row.initial)} choices={row.choices} onChange={put(row.key)} />
        </FormRow>
      );
    case "font":
      return (
        <FormRow title={row.title}>
          <FontSelect value={textOf(row.key)} onChange={put(row.key)} />
        </FormRow>
      );
    case "image":
      return (
        <FormRow title={row.title}>
          <ImageField value={textOf(row.key)} shape={row.shape} onChange={put(row.key)} />
        </FormRow>
      );
    case "colourPair":
      return (
        <FormRow title={row.title} contentClass="grid-2 sm sm-gap max300">
          {row.keys.map(({ title, key }) => (
            <FormRow key={key} title={title} rowClass="m-b-0">
              <ColourPicker value={textOf(key, "#000000")} onChange={put(key)} />
            </FormRow>
          ))}
        </FormRow>
      );
    case "switches":
      return (
        <FormRow title={row.title} contentClass="switches">
          {row.keys.map(({ title, key }) => (
            <div key={key}>
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed switch answers clicks only */}
              {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
              <div className={isOn(key) ? "switch on" : "switch"} onClick={() => onChange(key, !isOn(key))}>
                {isOn(key) ? "On" : "Off"}
              </div>
              <span>{title}</span>
            </div>
          ))}
        </FormRow>
      );
    case "choice":
      return (
        <FormRow title={row.title}>
          <ButtonChoice value={textOf(row.key, row.choices[0]?.value)} choices={row.choices} onChange={put(row.key)} />
        </FormRow>
      );
    case "hours":
      return (
        <FormRow title={row.title}>
          <HoursField slots={(values[row.key] ?? []) as Slot[]} onChange={put(row.key)} />
        </FormRow>
      );
    case "taxes":
      return (
        <FormRow title={row.title}>
          <TaxField taxes={(values[row.key] ?? []) as Tax[]} onChange={put(row.key)} />
        </FormRow>
      );
  }
}

/** Fetched when first needed, as the real list is. */
function FontSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [fonts, setFonts] = useState<string[]>([]);
  useEffect(() => {
    call<{ fonts: string[] }>("GET", "/api/fonts").then(
      (answer) => setFonts(answer.fonts),
      () => setFonts([]),
    );
  }, []);
  const offered = fonts.includes(value) || value === "" ? fonts : [value, ...fonts];
  return (
    <SearchableSelect
      value={value}
      choices={offered.map((font) => ({ value: font, text: font }))}
      onChange={onChange}
    />
  );
}

/** "Create New Tax", then name and rate side by side. */
function TaxField({ taxes, onChange }: { taxes: Tax[]; onChange: (taxes: Tax[]) => void }) {
  const change = (index: number, part: Partial<Tax>) =>
    onChange(taxes.map((tax, at) => (at === index ? { ...tax, ...part } : tax)));
  return (
    <div>
      {taxes.map((tax, index) => (
        <div key={index} className="flex-line tax">
          <div className="flex-line">
            <div>
              <FormRow title="Tax Name" rowClass="m-b-0">
                <TextField value={tax.name} onChange={(name) => change(index, { name })} />
              </FormRow>
            </div>
            <div>
              <FormRow title="Rate %" rowClass="m-b-0">
                <NumberField step="0.01" value={tax.rate} onChange={(rate) => change(index, { rate })} />
              </FormRow>
            </div>
          </div>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...taxes, { name: "", rate: "" }])}>Create New Tax</Button>
      </div>
    </div>
  );
}

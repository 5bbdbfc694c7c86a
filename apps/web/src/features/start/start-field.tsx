"use client";
import { CLOSED_WEEK, COUNTRIES, type Country, countrySchema, type WeekHours } from "@pumpd/model";
import { Globe, MapPin, Phone } from "lucide-react";
import type { ReactNode } from "react";
import { ColourInput } from "@/components/colour-input";
import { Field } from "@/components/field";
import { FieldError } from "@/components/field-error";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { HoursEditor } from "@/features/restaurants/hours-editor";
import { under } from "@/features/restaurants/restaurant-form";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { CardsControl } from "./controls/cards";
import { CodeFileControl } from "./controls/code-file";
import type { ControlProps } from "./controls/control";
import { FontControl } from "./controls/font";
import { GroupControl } from "./controls/group";
import { ImageFileControl } from "./controls/image-file";
import { ItemTagsControl } from "./controls/item-tags";
import { MenuFileControl } from "./controls/menu-file";
import { OptionSetsControl } from "./controls/option-sets";
import type { FormField } from "./form-fields";

export type StartFieldProps = Omit<ControlProps, "label" | "note"> & {
  field: FormField;
  /** a warning of the pre-flight list that points here */
  warning?: string;
};

const ICONS: Readonly<Record<string, ReactNode>> = {
  address: <MapPin aria-hidden />,
  phone: <Phone aria-hidden />,
  subdomain: <Globe aria-hidden />,
};

/** One field with the control that its schema asks for. */
export function StartField({ field, warning, ...props }: StartFieldProps) {
  const { path, value, values, errors, isDisabled, onChange, onLeave } = props;
  const error = errors[path];
  const note = warning ? <span className="text-bell">{warning}</span> : field.note;
  const common = { label: field.label, error, note, anchor: path };
  const control: ControlProps = { ...props, label: field.label, note: field.note };

  switch (field.kind) {
    case "hours":
      return (
        <div id={`field-${path}`} tabIndex={-1} className="outline-none">
          <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="text-14 font-heading">{field.label}</h2>
            <span className="text-12 text-ink-3">{RESTAURANT_WORDS.barNote}</span>
          </div>
          <HoursEditor
            value={(value ?? CLOSED_WEEK) as WeekHours}
            onChange={onChange}
            errors={under(path, errors)}
            disabled={isDisabled}
          />
          <FieldError id={`field-${path}-error`} message={error} />
        </div>
      );
    case "switch":
      return (
        <div className="flex items-center gap-3 desk:pt-6">
          <Switch id={`field-${path}`} checked={value === true} disabled={isDisabled} onCheckedChange={onChange} />
          <label htmlFor={`field-${path}`}>{field.label}</label>
        </div>
      );
    case "choice":
      return (
        <Field {...common}>
          {(aria) => (
            <Select
              {...aria}
              value={text(value)}
              disabled={isDisabled}
              onChange={onChange}
              choices={field.choices.map((one) => ({ ...one, label: choiceLabel(one.label) }))}
            />
          )}
        </Field>
      );
    case "cards":
      return <CardsControl {...control} choices={field.choices} />;
    case "menu_file":
      return <MenuFileControl {...control} />;
    case "image":
      return <ImageFileControl {...control} />;
    case "code":
      return <CodeFileControl {...control} />;
    case "font":
      return <FontControl {...control} />;
    case "colour":
      return (
        <Field {...common}>
          {(aria) => (
            <ColourInput
              aria={aria}
              label={field.label}
              value={text(value)}
              disabled={isDisabled}
              onChange={(colour) => onChange(colour === "" ? undefined : colour)}
              onBlur={onLeave}
            />
          )}
        </Field>
      );
    case "group":
      return (
        <GroupControl
          {...control}
          fields={field.fields}
          drawn={(inner, innerProps) => <StartField field={inner} {...innerProps} />}
        />
      );
    case "option_sets":
      return <OptionSetsControl {...control} />;
    case "item_tags":
      return <ItemTagsControl {...control} />;
    case "json":
      return (
        <Field {...common}>
          {(aria) => (
            <Textarea
              {...aria}
              disabled={isDisabled}
              value={typeof value === "string" ? value : JSON.stringify(value, null, 2)}
              onChange={(event) => onChange(parsed(event.target.value))}
              onBlur={onLeave}
            />
          )}
        </Field>
      );
    case "number":
    case "text": {
      const zones = field.name === "timezone" ? zonesOf(values.country) : undefined;
      if (zones) {
        return (
          <Field {...common}>
            {(aria) => (
              <Select {...aria} value={text(value)} disabled={isDisabled} onChange={onChange} choices={zones} />
            )}
          </Field>
        );
      }
      return (
        <Field {...common}>
          {(aria) => (
            <Input
              {...aria}
              disabled={isDisabled}
              autoComplete="off"
              type={field.name === "phone" ? "tel" : "text"}
              inputMode={field.kind === "number" ? "decimal" : undefined}
              spellCheck={field.name !== "subdomain"}
              start={ICONS[field.name]}
              value={text(value)}
              onChange={(event) => onChange(field.kind === "number" ? numeric(event.target.value) : event.target.value)}
              onBlur={onLeave}
            />
          )}
        </Field>
      );
    }
  }
}

function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

function numeric(typed: string): number | string {
  return typed.trim() !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

function parsed(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed; // half typed: the schema says what is wrong with it
  }
}

function choiceLabel(value: string): string {
  const country = countrySchema.safeParse(value);
  return country.success ? COUNTRIES[country.data].name : value;
}

function zonesOf(country: unknown): { value: string; label: string }[] | undefined {
  const known = countrySchema.safeParse(country);
  if (!known.success) return undefined;
  const code: Country = known.data;
  return Object.entries(COUNTRIES[code].timezones).map(([value, label]) => ({ value, label }));
}

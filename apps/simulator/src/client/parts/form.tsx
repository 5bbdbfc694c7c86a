import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes, join } from "../classes.ts";

type FormRowProps = { title: ReactNode; hint?: string; rowClass?: string; contentClass?: string; children?: ReactNode };

/** One row of a form: a title half and a control half. */
export function FormRow({ title, hint, rowClass, contentClass, children }: FormRowProps) {
  return (
    <div className={join(classes.formRow, rowClass)}>
      <div>
        <div className="row-title">
          {title}
          {hint && <p className="hint">{hint}</p>}
        </div>
        <div className={join(classes.formContent, contentClass)}>{children}</div>
      </div>
    </div>
  );
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  spacing?: string;
  look?: "plain" | "primary" | "danger";
};

export function Button({ spacing, look = "plain", className, type = "button", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={join(classes.button, `look-${look}`, spacing, className)} />;
}

type Change<Value> = { value: Value; onChange: (value: Value) => void };

export function TextField({ value, onChange, placeholder }: Change<string> & { placeholder?: string }) {
  return (
    <input type="text" value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
  );
}

export function NumberField({ value, onChange, step }: Change<string> & { step?: string }) {
  return <input type="number" step={step} value={value} onChange={(event) => onChange(event.target.value)} />;
}

/** Reads as a word and nothing else: whoever sets it blindly flips it. */
export function Toggle({ value, onChange }: Change<boolean>) {
  return (
    <div className="toggle">
      <ToggleLabel value={value} onChange={onChange} />
    </div>
  );
}

export function ToggleLabel({ value, onChange }: Change<boolean>) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the observed toggle is a label without an input
    // biome-ignore lint/a11y/useKeyWithClickEvents: the observed toggle answers clicks only
    <label className={value ? "switch on" : "switch"} onClick={() => onChange(!value)}>
      <span>{value ? "On" : "Off"}</span>
    </label>
  );
}

export function InputGroup({ value, onChange, suffix }: Change<string> & { suffix: string }) {
  return (
    <div className="input-group">
      {/* The whole field is clicked, not only its input. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a larger target for the mouse; the input itself takes the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className={classes.inputGroup} onClick={(event) => event.currentTarget.querySelector("input")?.focus()}>
        <input type="text" value={value} onChange={(event) => onChange(event.target.value)} />
      </div>
      <span className="suffix">{suffix}</span>
    </div>
  );
}

export type PlainChoice = { value: string; text: string };

export function PlainSelect({ value, onChange, choices }: Change<string> & { choices: PlainChoice[] }) {
  return (
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.text}
        </option>
      ))}
    </select>
  );
}

export function ButtonChoice({ value, onChange, choices }: Change<string> & { choices: PlainChoice[] }) {
  return (
    <div className={`${classes.buttonGroup} bsl-1`}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={choice.value === value ? "chosen" : undefined}
          onClick={() => onChange(choice.value)}
        >
          {choice.text}
        </button>
      ))}
    </div>
  );
}

export function Alert({ text }: { text: string | undefined }) {
  return text ? (
    <p className="alert" role="alert">
      {text}
    </p>
  ) : null;
}

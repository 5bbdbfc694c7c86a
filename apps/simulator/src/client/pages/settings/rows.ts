import type { PlainChoice } from "../../parts/form.tsx";

/** One row of a settings form, as data. `key` is its place in the settings document. */
export type Row =
  | {
      kind: "text" | "number" | "textarea" | "toggle" | "colour";
      title: string;
      key: string;
      initial?: string | boolean;
    }
  | { kind: "select" | "search"; title: string; key: string; choices: PlainChoice[]; initial?: string }
  | { kind: "font"; title: string; key: string }
  | { kind: "image"; title: string; key: string; shape: "logo" | "line" }
  | { kind: "colourPair"; title: string; keys: [{ title: string; key: string }, { title: string; key: string }] }
  | { kind: "switches"; title: string; keys: { title: string; key: string }[] }
  | { kind: "choice"; title: string; key: string; choices: PlainChoice[] }
  | { kind: "hours" | "taxes"; title: string; key: string };

export const choices = (...texts: string[]): PlainChoice[] =>
  texts.map((text) => ({ value: text.toLowerCase().replace(/\s+/g, "-"), text }));

const inert =
  (kind: "text" | "number" | "toggle") =>
  (key: string, title: string, initial?: string | boolean): Row => ({
    kind,
    title,
    key,
    initial,
  });
export const text = inert("text");
export const number = inert("number");
export const toggle = inert("toggle");

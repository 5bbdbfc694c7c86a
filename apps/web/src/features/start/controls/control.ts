import type { FocusEvent, ReactNode } from "react";
import type { FieldErrors, Values } from "@/lib/use-zod-form";

/** What keeps the button shut although the values fit their schema: a file with errors, or one still on its way. */
export type Hold = { title: string; detail?: string; isBusy?: boolean; way?: ReactNode };

/** What a control of one field may know and do. */
export type ControlProps = {
  /** dotted path of the field in the input */
  path: string;
  label: string;
  note?: string;
  value: unknown;
  /** all of the form, for a control that fills in others too */
  values: Values;
  errors: FieldErrors;
  isDisabled: boolean;
  restaurantId: string;
  onChange: (value: unknown) => void;
  onLeave: () => void;
  set: (name: string, value: unknown) => void;
  hold: (path: string, hold: Hold | undefined) => void;
};

/** A control of many inputs is left when all of them are: nobody is told off between two of them. */
export const whenLeft = (onLeave: () => void) => (event: FocusEvent) => {
  if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
};

import { type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";
import { FieldError } from "./field-error";

export type FieldAria = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  label: ReactNode;
  error: string | undefined;
  note?: ReactNode;
  className?: string;
  /** where a link "go to this field" lands */
  anchor?: string;
  children: (aria: FieldAria) => ReactNode;
};

/** Label, control, message: tied together for those who listen, and only once. */
export function Field({ label, error, note, className, anchor, children }: FieldProps) {
  const own = useId();
  const id = anchor ? `field-${anchor}` : own;
  const describedBy = [error ? `${id}-error` : "", note ? `${id}-note` : ""].filter(Boolean).join(" ");
  return (
    <div className={className}>
      <Label htmlFor={id} className="mb-1.5 block">
        {label}
      </Label>
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
      <FieldError id={`${id}-error`} message={error} />
      {note ? (
        <div id={`${id}-note`} className="mt-1.5 text-12 text-ink-3">
          {note}
        </div>
      ) : null}
    </div>
  );
}

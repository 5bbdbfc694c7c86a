import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "checked" | "onChange"> & {
  checked?: boolean | "indeterminate";
  /** @param how `isRange` when Shift was held */
  onCheckedChange?: (isOn: boolean, how: { isRange: boolean }) => void;
};

/** The browser's own, drawn in our colours; its tick and dash stand in `globals.css`. */
export function Checkbox({ checked, onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      checked={checked === undefined ? undefined : checked === true}
      ref={(input) => {
        if (input) input.indeterminate = checked === "indeterminate";
      }}
      onChange={({ target, nativeEvent }) =>
        onCheckedChange?.(target.checked, { isRange: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
      }
      className={cn("checkbox relative", className)}
      {...rest}
    />
  );
}

import { cva, type VariantProps } from "class-variance-authority";
import { type ComponentProps, cloneElement, isValidElement } from "react";
import { cn } from "@/lib/cn";

const button = cva(
  "target inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control font-control transition-[background,border-color,color,transform] duration-120 ease-out select-none active:translate-y-px disabled:active:translate-y-0 aria-disabled:active:translate-y-0",
  {
    variants: {
      look: {
        primary:
          "bg-act text-on-act shadow-1 [box-shadow:inset_0_1px_0_oklch(1_0_0/.14),0_1px_2px_oklch(.25_.02_228/.2)] hover:bg-act-hover",
        outline: "border border-line-2 bg-card text-ink shadow-1 hover:bg-hover",
        ghost: "text-ink-2 hover:bg-hover hover:text-ink",
        link: "text-act hover:text-act-hover hover:underline underline-offset-3",
        fail: "border border-fail-line bg-card text-fail shadow-1 hover:bg-fail-soft",
      },
      size: {
        row: "h-[29px] px-2.5 text-13",
        normal: "h-[34px] px-3.5 text-14",
        form: "h-10 px-5 text-14",
        icon: "size-[34px] touch:size-11",
        text: "h-auto px-0 text-13",
      },
    },
    compoundVariants: [
      {
        look: ["primary", "outline", "fail"],
        className:
          "disabled:border disabled:border-line-2 disabled:bg-well disabled:bg-none disabled:text-ink-3 disabled:shadow-none disabled:[box-shadow:none] aria-disabled:border aria-disabled:border-line-2 aria-disabled:bg-well aria-disabled:text-ink-3 aria-disabled:shadow-none aria-disabled:[box-shadow:none] aria-disabled:cursor-not-allowed disabled:cursor-not-allowed",
      },
      {
        look: ["ghost", "link"],
        className:
          "disabled:text-ink-3 disabled:cursor-not-allowed disabled:no-underline aria-disabled:text-ink-3 aria-disabled:cursor-not-allowed",
      },
    ],
    defaultVariants: { look: "outline", size: "normal" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button> & { asChild?: boolean };

/** @param asChild its one child, a link, gets the look */

export function Button({ className, look, size, asChild, type, children, ...rest }: ButtonProps) {
  const classes = button({ look, size });
  if (asChild && isValidElement<{ className?: string }>(children))
    return cloneElement(children, { ...rest, className: cn(classes, className, children.props.className) });
  return (
    <button type={type ?? "button"} className={cn(classes, className)} {...rest}>
      {children}
    </button>
  );
}

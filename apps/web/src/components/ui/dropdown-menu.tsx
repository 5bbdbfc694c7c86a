"use client";
import { Check } from "lucide-react";
import type { DropdownMenu } from "radix-ui";
import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useState,
} from "react";
import { cn } from "@/lib/cn";
import { MenuParts, type MenuProps } from "./menu-parts";

const loadLayer = () => import("./menu-layer");
const MenuLayer = lazy(loadLayer);
const OPENING_KEYS: ReadonlySet<string> = new Set(["Enter", " ", "ArrowDown"]);

/** Loaded when the pointer or the focus comes near, drawn when it is first opened: most menus of a page never are. */
export function Menu(props: MenuProps) {
  const [wasOpened, setWasOpened] = useState(false);
  function open() {
    setWasOpened(true);
    props.onOpenChange?.(true);
  }
  const button = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": wasOpened,
    onPointerEnter: () => void loadLayer(),
    onFocus: () => void loadLayer(),
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (!OPENING_KEYS.has(event.key)) return;
      event.preventDefault();
      open();
    },
  });
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <MenuLayer {...props} />
    </Suspense>
  );
}

function useParts(): typeof DropdownMenu {
  const parts = useContext(MenuParts);
  if (!parts) throw new Error("a part of a menu outside of Menu");
  return parts;
}

const ITEM =
  "target flex cursor-default items-center gap-2.5 rounded-cell px-2.5 py-1.5 text-14 text-ink outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-ink-3";

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  const { Item } = useParts();
  return <Item className={cn(ITEM, className)} {...rest} />;
}

type MenuChoiceProps = ComponentProps<typeof DropdownMenu.CheckboxItem> & { isChosen: boolean };

export function MenuChoice({ isChosen, children, ...rest }: MenuChoiceProps) {
  const { CheckboxItem, ItemIndicator } = useParts();
  return (
    <CheckboxItem checked={isChosen} className={ITEM} {...rest}>
      <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
      <ItemIndicator className="text-act">
        <Check aria-hidden />
      </ItemIndicator>
    </CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useParts();
  return <Label className="px-2.5 pt-2 pb-1 text-12 font-control text-ink-3">{children}</Label>;
}

export function MenuLine() {
  const { Separator } = useParts();
  return <Separator className="my-1 h-px bg-line" />;
}

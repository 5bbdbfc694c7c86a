import type { DropdownMenu } from "radix-ui";
import { type ComponentProps, createContext, type ReactElement, type ReactNode } from "react";

export type MenuProps = {
  trigger: ReactElement<ComponentProps<"button">>;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  onOpenChange?: (isOpen: boolean) => void;
};

/** What an item is made of: there once the menu is loaded, and no item is drawn before. */
export const MenuParts = createContext<typeof DropdownMenu | undefined>(undefined);

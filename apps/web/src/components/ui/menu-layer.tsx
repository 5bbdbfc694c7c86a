"use client";
import { DropdownMenu as Base } from "radix-ui";
import { MenuParts, type MenuProps } from "./menu-parts";

/** A menu that has been opened once. */
export default function MenuLayer({ trigger, children, align = "end", side = "bottom", onOpenChange }: MenuProps) {
  return (
    <MenuParts value={Base}>
      <Base.Root defaultOpen onOpenChange={onOpenChange}>
        <Base.Trigger asChild>{trigger}</Base.Trigger>
        <Base.Portal>
          <Base.Content
            align={align}
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-arrive overflow-y-auto rounded-card border border-line-2 bg-card p-1 shadow-3"
          >
            {children}
          </Base.Content>
        </Base.Portal>
      </Base.Root>
    </MenuParts>
  );
}

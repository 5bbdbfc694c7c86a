"use client";
import { Palette } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/dropdown-menu";
import { ThemeItems } from "@/features/frame/theme-items";

export function ThemeSwitch() {
  return (
    <Menu
      trigger={
        <Button>
          <Palette aria-hidden />
          Theme
        </Button>
      }
    >
      <ThemeItems />
    </Menu>
  );
}

"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { MenuChoice, MenuLabel } from "@/components/ui/dropdown-menu";
import { FRAME_WORDS } from "./words";

const THEMES = [
  { key: "light", label: FRAME_WORDS.light, icon: Sun },
  { key: "dark", label: FRAME_WORDS.dark, icon: Moon },
  { key: "system", label: FRAME_WORDS.system, icon: Monitor },
] as const;

export function ThemeItems() {
  const { theme, setTheme } = useTheme();
  return (
    <>
      <MenuLabel>{FRAME_WORDS.theme}</MenuLabel>
      {THEMES.map((one) => (
        <MenuChoice key={one.key} isChosen={theme === one.key} onSelect={() => setTheme(one.key)}>
          <one.icon aria-hidden />
          {one.label}
        </MenuChoice>
      ))}
    </>
  );
}

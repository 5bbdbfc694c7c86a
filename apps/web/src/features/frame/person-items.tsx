"use client";
import { Keyboard, LogOut } from "lucide-react";
import { MenuItem, MenuLine } from "@/components/ui/dropdown-menu";
import { KEYS_WORDS } from "@/features/keys/words";
import { useFindOrStart } from "@/features/palette/find-or-start";
import { ThemeItems } from "./theme-items";
import { FRAME_WORDS } from "./words";

export default function PersonItems({ onSignOut }: { onSignOut: () => void }) {
  const { open } = useFindOrStart();
  return (
    <>
      <ThemeItems />
      <MenuLine />
      <MenuItem onSelect={() => open("keys")}>
        <Keyboard aria-hidden />
        {KEYS_WORDS.title}
      </MenuItem>
      <MenuItem onSelect={onSignOut}>
        <LogOut aria-hidden />
        {FRAME_WORDS.signOut}
      </MenuItem>
    </>
  );
}

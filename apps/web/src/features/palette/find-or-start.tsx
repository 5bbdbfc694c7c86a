"use client";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { GO_KEYS } from "@/features/keys/go-keys";
import { focusRow, focusSearch } from "@/features/keys/row-keys";
import { useKeys } from "@/features/keys/use-keys";
import { later } from "@/lib/later";

// Nothing of them is loaded before somebody asks.
const Palette = later(() => import("./palette"));
const KeysSheet = later(() => import("@/features/keys/keys-sheet"));

type Layer = "palette" | "keys";
type FindOrStart = { open: (layer: Layer) => void };
const Context = createContext<FindOrStart>({ open: () => {} });

export const useFindOrStart = (): FindOrStart => useContext(Context);

/** The keys and layers of every page: ⌘K, `?`, `/`, `j k`, `g` and a letter. */
export function FindOrStartProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const [layer, setLayer] = useState<Layer>();
  const close = () => setLayer(undefined);
  const turnTheme = () => setTheme(resolvedTheme === "dark" ? "light" : "dark");

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey || !(event.metaKey || event.ctrlKey))
        return;
      event.preventDefault();
      setLayer((old) => (old === "palette" ? undefined : "palette"));
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  useKeys({
    c: () => setLayer("palette"),
    t: turnTheme,
    "?": () => setLayer("keys"),
    "/": () => focusSearch() || setLayer("palette"),
    j: () => focusRow(1),
    k: () => focusRow(-1),
    ...Object.fromEntries(Object.entries(GO_KEYS).map(([key, href]) => [`g ${key}`, () => router.push(href)])),
  });

  // After the listeners of this and of the page in it, which are its children.
  useEffect(() => window.releaseEarlyKeys?.(), []);

  return (
    <Context value={{ open: setLayer }}>
      {children}
      {layer === "palette" ? <Palette onClose={close} onKeys={() => setLayer("keys")} onTheme={turnTheme} /> : null}
      {layer === "keys" ? <KeysSheet onClose={close} /> : null}
    </Context>
  );
}

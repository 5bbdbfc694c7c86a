"use client";
import { storedFileSchema } from "@pumpd/automations/define";
import {
  countDishes,
  editMenuCsv,
  hasErrors,
  idState,
  type MenuEdit,
  type MenuFile,
  readMenuCsv,
} from "@pumpd/automations/menu-csv";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { readStoredText, storeFile } from "../stored-files";
import type { ControlProps } from "./control";

/** A file that is not whole yet stays on this computer, in the form's draft. */
const unsentSchema = z.object({ fileName: z.string(), text: z.string() });

export type OpenMenu = {
  fileName: string;
  /** null: the bytes are no text */
  text: string | null;
  read: MenuFile;
  bytes: number;
};

export type MenuState = { kind: "none" | "wrong" | "storing" | "stored" } | { kind: "refused"; why: string };

/** Opens, checks, edits and stores a menu file, and fills in what the file says of the other fields. */
export function useMenuFile({ value, values, restaurantId, onChange, set }: ControlProps) {
  const [open, setOpen] = useState<OpenMenu>();
  const [state, setState] = useState<MenuState>({ kind: "none" });
  const newest = useRef(0);
  const own = useRef<unknown>(undefined);
  const put = (next: unknown) => {
    own.current = next;
    onChange(next);
  };

  function show(fileName: string, content: Uint8Array | string): OpenMenu {
    const read = readMenuCsv(content);
    const text = typeof content === "string" ? content : decoded(content);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content).length : content.byteLength;
    const opened = { fileName, text, read, bytes };
    setOpen(opened);
    return opened;
  }

  async function take(fileName: string, content: Uint8Array | string): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    const { text, read } = show(fileName, content);
    set("counts", countsOf(read));
    set("menuName", (old: unknown) =>
      typeof old === "string" && old !== "" && old !== open?.read.menu.name ? old : read.menu.name,
    );
    if (text === null || hasErrors(read)) {
      setState({ kind: "wrong" });
      return put(text === null ? undefined : { fileName, text });
    }
    setState({ kind: "storing" });
    put({ fileName, text });
    try {
      const stored = await storeFile({ restaurantId, kind: "csv", name: fileName, body: text });
      if (mine !== newest.current) return;
      put(stored);
      setState({ kind: "stored" });
    } catch (error) {
      if (mine === newest.current) setState({ kind: "refused", why: error instanceof Error ? error.message : "" });
    }
  }

  // A draft, an earlier job or a stored file of the restaurant put a value here that this control did not make.
  useEffect(() => {
    if (value === own.current) return;
    own.current = value;
    newest.current += 1;
    const mine = newest.current;
    const stored = storedFileSchema.safeParse(value);
    const unsent = unsentSchema.safeParse(value);
    if (unsent.success) void take(unsent.data.fileName, unsent.data.text);
    else if (stored.success) {
      readStoredText(stored.data.artifactId)
        .then((text) => {
          if (mine !== newest.current) return;
          const { read } = show(stored.data.fileName, text);
          set("counts", countsOf(read));
          set("menuName", (old: unknown) => (typeof old === "string" && old !== "" ? old : read.menu.name));
          setState({ kind: "stored" });
        })
        .catch((error: Error) => setState({ kind: "refused", why: error.message }));
    } else {
      setOpen(undefined);
      setState({ kind: "none" });
    }
  }, [value]);

  return {
    open,
    state,
    isConfirmed: values.areFormulasConfirmed === true,
    confirm: (isConfirmed: boolean) => set("areFormulasConfirmed", isConfirmed),
    choose: async (file: File) => {
      set("areFormulasConfirmed", false);
      await take(file.name, new Uint8Array(await file.arrayBuffer()));
    },
    useStored: (file: unknown) => onChange(file),
    edit: (edits: readonly MenuEdit[]) => {
      if (open && open.text !== null) void take(open.fileName, editMenuCsv(open.text, edits));
    },
    tryAgain: () => {
      if (open && open.text !== null) void take(open.fileName, open.text);
    },
  };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const formulasOf = (read: MenuFile): MenuFile["problems"] =>
  read.problems.filter(({ code }) => code === "FORMULA");

function countsOf(read: MenuFile) {
  return {
    categories: read.menu.categories.length,
    dishes: countDishes(read.menu),
    formulas: formulasOf(read).length,
    hasIds: idState(read.menu) !== "blank",
  };
}

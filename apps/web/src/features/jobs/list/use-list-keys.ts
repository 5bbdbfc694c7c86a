"use client";
import type { JobRow } from "@/features/answers";
import { useKeys } from "@/features/keys/use-keys";
import { useMay } from "@/features/session/me";
import type { BulkQuestion } from "./bulk-question";
import { questionAbout } from "./bulk-question";
import type { Selection } from "./use-selection";

type ListKeys = {
  selection: Selection;
  rows: readonly JobRow[];
  matching: number | undefined;
  onAsk: (question: BulkQuestion) => void;
  onFilter: () => void;
};

/** What can be done with rows by mouse, by single keys: with the selection, and without one with the row in focus. */
export function useListKeys({ selection, rows, matching, onAsk, onFilter }: ListKeys): void {
  const may = useMay("operator");
  function ask(verb: BulkQuestion["verb"]) {
    const row = focusedRow(rows);
    const chosen = selection.chosen ?? (row && { kind: "rows" as const, rows: [row] });
    const question = chosen && may.may ? questionAbout({ chosen, verb, matching }) : undefined;
    if (question) onAsk(question);
  }
  useKeys({
    x: () => {
      const row = focusedRow(rows);
      if (row) selection.tick(row.id, { isRange: false });
    },
    a: selection.chooseRule,
    r: () => ask("retry"),
    s: () => ask("cancel"),
    f: onFilter,
  });
}

function focusedRow(rows: readonly JobRow[]): JobRow | undefined {
  const id = document.activeElement?.getAttribute("data-row");
  return rows.find((row) => row.id === id);
}

"use client";
import { Archive, CircleStop, RotateCw, UserRoundPlus, X } from "lucide-react";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { JobRow } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import type { BulkQuestion } from "./bulk-question";
import { possible, questionAbout } from "./bulk-question";
import { OPENED_WORDS as W } from "./opened-words";
import type { Selection } from "./use-selection";

type BulkBarProps = {
  selection: Selection;
  /** how many the view has, up to 1 001 */
  matching: number | undefined;
  onAsk: (question: BulkQuestion) => void;
};

/** What can be done with the chosen ones; floats above the list while there are any. */
export default function BulkBar({ selection, matching, onAsk }: BulkBarProps) {
  const may = useMay("operator");
  const { chosen } = selection;
  if (!chosen) return null;
  const whyNot = (n: number | undefined) => (may.may ? (n === 0 ? "None of the chosen ones." : undefined) : may.why);
  const can = possible(chosen);
  const ask = (verb: BulkQuestion["verb"]) => {
    const question = questionAbout({ chosen, verb, matching });
    if (question) onAsk(question);
  };
  const countOf = (verb: BulkQuestion["verb"]) => (chosen.kind === "rule" ? undefined : can[verb].length);
  return (
    <section
      aria-label="Selection"
      className="fixed bottom-[76px] left-1/2 z-30 flex w-[calc(100vw-24px)] max-w-max -translate-x-1/2 animate-rise flex-wrap items-center gap-2 rounded-bar border border-line-2 bg-card px-4 py-2.5 shadow-3 desk:bottom-6 desk:left-[calc(50%+114px)]"
    >
      <span className="mr-1 text-14" role="status">
        {chosen.kind === "rule" ? (
          <b className="font-heading">{W.allSelected(matching)}</b>
        ) : (
          <b className="font-heading">{W.selected(chosen.rows.length)}</b>
        )}
      </span>
      {chosen.kind === "rows" ? (
        <Button look="link" size="text" className="mr-2" onClick={selection.chooseRule}>
          {W.selectAll}
        </Button>
      ) : null}
      <div className="flex items-center gap-2 max-desk:order-last max-desk:w-full max-desk:gap-1 max-desk:[&_button]:flex-1 max-desk:[&_button]:px-1.5 max-desk:[&_svg]:hidden">
        <MayButton look="primary" whyNot={whyNot(countOf("retry"))} onClick={() => ask("retry")}>
          <RotateCw aria-hidden />
          {W.verb.retry(countOf("retry"))}
        </MayButton>
        <MayButton look="ghost" whyNot={whyNot(countOf("cancel"))} onClick={() => ask("cancel")}>
          <CircleStop aria-hidden />
          {W.verb.cancel(countOf("cancel"))}
        </MayButton>
        <MayButton look="ghost" whyNot={whyNot(countOf("dismiss"))} onClick={() => ask("dismiss")}>
          <Archive aria-hidden />
          {W.verb.dismiss(countOf("dismiss"))}
        </MayButton>
        {chosen.kind === "rows" ? <TakeButton rows={chosen.rows} onDone={selection.clear} /> : null}
      </div>
      <Button
        look="ghost"
        size="icon"
        aria-label={W.clearSelection}
        className="max-desk:ml-auto"
        onClick={selection.clear}
      >
        <X aria-hidden />
      </Button>
    </section>
  );
}

function TakeButton({ rows, onDone }: { rows: readonly JobRow[]; onDone: () => void }) {
  const utils = trpc.useUtils();
  const may = useMay("operator");
  const take = trpc.jobs.take.useMutation();
  async function takeAll() {
    try {
      await Promise.all(rows.map((row) => take.mutateAsync({ id: row.id })));
      onDone();
    } catch (error) {
      toast(problemWords(error, "Not all of them are yours."));
    }
    await utils.jobs.invalidate();
  }
  return (
    <MayButton
      look="ghost"
      whyNot={may.may ? undefined : may.why}
      disabled={take.isPending}
      onClick={() => void takeAll()}
    >
      <UserRoundPlus aria-hidden />
      {W.take}
    </MayButton>
  );
}

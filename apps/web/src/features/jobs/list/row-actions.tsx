"use client";
import { Ellipsis } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { Textarea } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { JobRow } from "@/features/answers";
import { useMay, useMe } from "@/features/session/me";
import { useJobActions } from "../use-job-actions";
import { JOB_WORDS } from "../words";
import type { BulkQuestion } from "./bulk-question";
import { isDismissable } from "./bulk-question";
import { OPENED_WORDS } from "./opened-words";
import { LIST_WORDS as W } from "./words";

type RowActionsProps = { row: JobRow; onAsk: (question: BulkQuestion) => void };

/** The one thing that fits this row, and the rest behind a menu. Shown under the pointer and under the focus. */
export default function RowActions({ row, onAsk }: RowActionsProps) {
  const may = useMay("operator");
  const me = useMe();
  const actions = useJobActions(row.id);
  const [isNoting, setIsNoting] = useState(false);
  if (!may.may) return null;
  const ask = (verb: BulkQuestion["verb"]) => onAsk({ verb, what: { ids: [row.id] }, count: undefined });
  const isPlanned = row.state === "retrying";
  const first = isPlanned
    ? { label: JOB_WORDS.tryNowJob, press: actions.retryNow }
    : row.canRetry
      ? { label: JOB_WORDS.retry, press: () => ask("retry") }
      : row.canCancel && row.status !== "needs_review"
        ? { label: JOB_WORDS.stop, press: () => ask("cancel") }
        : undefined;
  const isMine = row.owner?.id === me.person.id;
  return (
    <span className="flex items-center justify-end gap-1">
      {first ? (
        <Button size="row" onClick={first.press} disabled={actions.isBusy} aria-label={`${first.label} ${row.shortId}`}>
          {first.label}
        </Button>
      ) : null}
      <Menu
        trigger={
          <Button size="row" aria-label={`${OPENED_WORDS.more}: ${row.shortId}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={isMine ? actions.giveBack : actions.take}>
          {isMine ? OPENED_WORDS.giveBack : OPENED_WORDS.take}
        </MenuItem>
        <MenuItem onSelect={() => setIsNoting(true)}>{OPENED_WORDS.note}…</MenuItem>
        {isDismissable(row) ? <MenuItem onSelect={() => ask("dismiss")}>{JOB_WORDS.dismiss}…</MenuItem> : null}
        {row.canCancel && first?.label !== JOB_WORDS.stop ? (
          <MenuItem onSelect={() => ask("cancel")}>{JOB_WORDS.stop}…</MenuItem>
        ) : null}
      </Menu>
      <NoteDialog
        isOpen={isNoting}
        note={row.note ?? ""}
        onClose={() => setIsNoting(false)}
        onSave={(note) => {
          actions.note(note);
          setIsNoting(false);
        }}
      />
    </span>
  );
}

type NoteDialogProps = { isOpen: boolean; note: string; onClose: () => void; onSave: (note: string) => void };

function NoteDialog({ isOpen, note, onClose, onSave }: NoteDialogProps) {
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={OPENED_WORDS.noteTitle}
      description={note === "" ? undefined : OPENED_WORDS.noNote}
    >
      <NoteForm note={note} onSave={onSave} />
    </Dialog>
  );
}

function NoteForm({ note, onSave }: Pick<NoteDialogProps, "note" | "onSave">) {
  const id = useId();
  const [text, setText] = useState(note);
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text);
      }}
    >
      <div>
        <Label htmlFor={id}>{W.noteLabel}</Label>
        <Textarea id={id} value={text} maxLength={1_000} onChange={(event) => setText(event.target.value)} />
      </div>
      <Button look="primary" type="submit">
        {OPENED_WORDS.save}
      </Button>
    </form>
  );
}

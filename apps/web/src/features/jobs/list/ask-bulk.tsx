"use client";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/toast";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import type { BulkQuestion } from "./bulk-question";
import { BULK_WORDS } from "./bulk-words";
import { OPENED_WORDS as W } from "./opened-words";

type AskBulkProps = { question: BulkQuestion; onClose: () => void; onStarted: () => void };

/** Says what it will do before it is done. One job is acted upon at once, several become a bulk action. */
export default function AskBulk({ question, onClose, onStarted }: AskBulkProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={titleOf(question)}
      description={BULK_WORDS.ask[question.verb]}
    >
      <Ask
        question={question}
        onClose={onClose}
        onStarted={() => {
          onStarted();
          onClose();
        }}
      />
    </Dialog>
  );
}

function titleOf({ verb, what, count }: BulkQuestion): string {
  const n = "ids" in what ? what.ids.length : count;
  return `${W.verb[verb](n)} ${n === 1 ? "job" : "jobs"}`;
}

function Ask({ question, onClose, onStarted }: { question: BulkQuestion; onClose: () => void; onStarted: () => void }) {
  const { verb, what } = question;
  const utils = trpc.useUtils();
  const noteId = useId();
  const [note, setNote] = useState("");
  const onError = (error: unknown) => void toast(problemWords(error, "Nothing was changed."));
  const refresh = () => Promise.all([utils.jobs.invalidate(), utils.bulk.invalidate()]);
  const bulk = trpc.bulk.start.useMutation({
    onError,
    onSuccess: () => {
      onStarted();
      void refresh();
    },
  });
  const single = {
    onError,
    onSuccess: (acted: { message: string }) => {
      toast(acted.message);
      onStarted();
      void refresh();
    },
  };
  const retry = trpc.jobs.retry.useMutation(single);
  const cancel = trpc.jobs.cancel.useMutation(single);
  const dismiss = trpc.jobs.dismiss.useMutation(single);
  const isBusy = [bulk, retry, cancel, dismiss].some(({ isPending }) => isPending);

  function start() {
    const said = note.trim() === "" ? undefined : note.trim();
    const [id] = "ids" in what && what.ids.length === 1 ? what.ids : [];
    if (!id) return bulk.mutate({ verb, what, note: said });
    switch (verb) {
      case "retry":
        return retry.mutate({ id, how: "resume" });
      case "cancel":
        return cancel.mutate({ id });
      case "dismiss":
        return dismiss.mutate({ id, note: said });
    }
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      {"filter" in what ? <p className="text-13 text-ink-2">{BULK_WORDS.askAll}</p> : null}
      {verb === "dismiss" ? (
        <div>
          <Label htmlFor={noteId}>{W.why}</Label>
          <Textarea id={noteId} value={note} maxLength={1_000} onChange={(event) => setNote(event.target.value)} />
        </div>
      ) : null}
      <div className="flex justify-end gap-3">
        <Button onClick={onClose}>{W.cancelIt}</Button>
        <Button look="primary" type="submit" autoFocus={verb !== "dismiss"} disabled={isBusy}>
          {titleOf(question)}
        </Button>
      </div>
    </form>
  );
}

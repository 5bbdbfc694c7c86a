"use client";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Field } from "@/components/field";
import { MayButton } from "@/components/may-button";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { RestaurantDetail } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { RESTAURANT_WORDS as W } from "./words";

/** What people tell each other about the place, each in their own name, newest first. */
export function RestaurantNotes({ restaurantId, notes }: { restaurantId: string; notes: RestaurantDetail["notes"] }) {
  const may = useMay("operator");
  const utils = trpc.useUtils();
  const [text, setText] = useState("");
  const readAgain = () => void utils.restaurants.read.invalidate({ id: restaurantId });
  const add = trpc.restaurants.addNote.useMutation({
    onSuccess: () => {
      setText("");
      readAgain();
    },
  });
  const remove = trpc.restaurants.removeNote.useMutation({
    onSuccess: () => {
      toast(W.noteRemoved);
      readAgain();
    },
    onError: (error) => toast(problemWords(error, W.nothingSaved)),
  });
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    add.mutate({ restaurantId, text });
  }

  return (
    <section aria-labelledby="notes" className="border-t border-line-2 pt-6">
      <h2 id="notes" className="mb-2 text-16 font-heading">
        {W.notes}
      </h2>
      {notes.length === 0 ? <p className="text-13 text-ink-3">{W.noNotes}</p> : null}
      <ol className="space-y-3">
        {notes.map((note) => (
          <li key={note.id} className="text-13">
            <p className="break-words whitespace-pre-line">{note.text}</p>
            <p className="mt-0.5 flex items-center gap-1.5 text-12 text-ink-3">
              {note.author}, <Time at={note.at} />
              {may.may ? (
                <Button
                  look="ghost"
                  size="icon"
                  className="size-6"
                  aria-label={W.removeNote(note.author)}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ restaurantId, noteId: note.id })}
                >
                  <X aria-hidden className="!size-3.5" />
                </Button>
              ) : null}
            </p>
          </li>
        ))}
      </ol>
      <form noValidate onSubmit={onSubmit} className="mt-4">
        <Field label={W.newNote} error={add.error ? problemWords(add.error, W.nothingSaved) : undefined}>
          {(aria) => (
            <Textarea {...aria} value={text} maxLength={4_000} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <MayButton
          type="submit"
          size="row"
          className="mt-2"
          whyNot={may.may ? undefined : may.why}
          disabled={add.isPending || text.trim() === ""}
        >
          {W.addNote}
        </MayButton>
      </form>
    </section>
  );
}

"use client";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { OPENED_WORDS as W } from "./opened-words";

type Days = { from: Date | null; to: Date | null };
type ChooseDaysProps = { onClose: () => void; days: Days; onChoose: (days: Days) => void };

export default function ChooseDays({ onClose, days, onChoose }: ChooseDaysProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={W.chooseDays} description={W.chooseDaysText}>
      <DaysForm
        days={days}
        onChoose={(chosen) => {
          onChoose(chosen);
          onClose();
        }}
      />
    </Dialog>
  );
}

function DaysForm({ days, onChoose }: Pick<ChooseDaysProps, "days" | "onChoose">) {
  const id = useId();
  const [text, setText] = useState({ from: textOf(days.from), to: textOf(days.to) });
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose({ from: dayOf(text.from), to: dayOf(text.to) });
      }}
    >
      {(["from", "to"] as const).map((which) => (
        <span key={which} className="min-w-36 flex-1">
          <Label htmlFor={id + which}>{W[which]}</Label>
          <Input
            id={id + which}
            type="date"
            value={text[which]}
            onChange={(event) => setText({ ...text, [which]: event.target.value })}
          />
        </span>
      ))}
      <Button look="primary" type="submit">
        {W.show}
      </Button>
    </form>
  );
}

const textOf = (day: Date | null) => day?.toISOString().slice(0, 10) ?? "";
const dayOf = (text: string) => (text === "" ? null : new Date(text));

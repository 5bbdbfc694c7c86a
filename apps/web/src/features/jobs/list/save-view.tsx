"use client";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/toast";
import type { JobFilter } from "@/features/answers";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { OPENED_WORDS as W } from "./opened-words";

export default function SaveView({ rule, onClose }: { rule: JobFilter; onClose: () => void }) {
  const utils = trpc.useUtils();
  const nameId = useId();
  const [name, setName] = useState("");
  const save = trpc.views.save.useMutation({
    onSuccess: async (_, saved) => {
      await utils.views.list.invalidate();
      onClose();
      toast(W.viewSaved(saved.name));
    },
    onError: (error) => void toast(problemWords(error, "The view was not kept.")),
  });
  const trimmed = name.trim();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={W.saveViewTitle} description={W.saveViewText}>
      <form
        className="flex items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== "") save.mutate({ name: trimmed, filters: rule });
        }}
      >
        <span className="flex-1">
          <Label htmlFor={nameId}>{W.viewName}</Label>
          <Input id={nameId} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </span>
        <Button look="primary" type="submit" disabled={trimmed === "" || save.isPending}>
          {W.save}
        </Button>
      </form>
    </Dialog>
  );
}

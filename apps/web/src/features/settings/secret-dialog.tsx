"use client";
import { ShowOnce } from "@/components/show-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SETTINGS_WORDS as W } from "./words";

export type NewSecret = { title: string; text: string; secret: string };

export function SecretDialog({ shown, onClose }: { shown: NewSecret | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={shown !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={shown?.title ?? ""}
      description={`${shown?.text ?? ""} ${W.onlyNow}`}
      footer={
        <Button look="primary" onClick={onClose} className="w-full desk:w-auto">
          {W.done}
        </Button>
      }
    >
      <ShowOnce label={shown?.title ?? ""} secret={shown?.secret ?? ""} />
    </Dialog>
  );
}

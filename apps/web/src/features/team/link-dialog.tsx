"use client";
import { ShowOnce } from "@/components/show-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TEAM_WORDS as W } from "./words";

export type OneTimeLink = { link: string; text: string };

/** The link is in no list afterwards: whoever closes this makes a new one. */
export function LinkDialog({ shown, onClose }: { shown: OneTimeLink | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={shown !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={W.linkTitle}
      description={shown?.text}
      footer={
        <Button look="primary" onClick={onClose} className="w-full desk:w-auto">
          {W.done}
        </Button>
      }
    >
      <ShowOnce label={W.linkTitle} secret={shown?.link ?? ""} />
    </Dialog>
  );
}

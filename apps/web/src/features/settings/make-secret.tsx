"use client";
import { Plus } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type NewSecret, SecretDialog } from "./secret-dialog";
import { SETTINGS_WORDS as W } from "./words";

type MakeSecretProps = {
  /** the button that opens the form, and the form's title */
  title: string;
  /** the button that makes it */
  make: string;
  isMaking: boolean;
  /** what was made, until `onForget`: the only time anybody sees it */
  made: NewSecret | undefined;
  onSubmit: () => void;
  /** the form was left or its secret was read: nothing of it stays */
  onForget: () => void;
  children: ReactNode;
};

/** A form whose answer is a secret that is shown once. */
export function MakeSecret({ title, make, isMaking, made, onSubmit, onForget, children }: MakeSecretProps) {
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);

  function onOpenChange(open: boolean) {
    setIsOpen(open);
    if (!open) onForget();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Plus aria-hidden />
        {title}
      </Button>
      <Dialog
        open={isOpen && !made}
        onOpenChange={onOpenChange}
        title={title}
        footer={
          <Button type="submit" form={formId} look="primary" disabled={isMaking} className="w-full desk:w-auto">
            {isMaking ? W.saving : make}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={submit} className="space-y-4">
          {children}
        </form>
      </Dialog>
      <SecretDialog shown={made} onClose={() => onOpenChange(false)} />
    </>
  );
}

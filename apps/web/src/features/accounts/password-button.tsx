"use client";
import { type FormEvent, useId, useState } from "react";
import { Field } from "@/components/field";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useMay } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { passwordSchema } from "./account-schemas";
import { ACCOUNT_WORDS as W } from "./words";

type PasswordButtonProps = { accountId: string; login: string; look?: "primary" | "outline"; size?: "row" | "normal" };

/** Write-only: the form starts empty whatever is stored, and is emptied again when it closes. */
export function PasswordButton({ accountId, login, look = "outline", size = "normal" }: PasswordButtonProps) {
  const may = useMay("operator");
  const utils = trpc.useUtils();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const form = useZodForm(passwordSchema, { password: "" });
  const save = trpc.accounts.setPassword.useMutation({
    onSuccess: ({ releasedJobs }) => {
      close();
      toast(W.saved(releasedJobs));
      void utils.invalidate();
    },
  });

  function close() {
    setIsOpen(false);
    form.reset({ password: "" });
    save.reset();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (form.check()) save.mutate({ id: accountId, password: String(form.values.password) });
  }

  return (
    <>
      <MayButton look={look} size={size} whyNot={may.may ? undefined : may.why} onClick={() => setIsOpen(true)}>
        {W.enterNew}
      </MayButton>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => (open ? setIsOpen(true) : close())}
        title={W.enterNew}
        description={login}
        footer={
          <Button type="submit" form={formId} look="primary" disabled={save.isPending} className="w-full desk:w-auto">
            {save.isPending ? W.saving : W.save}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={onSubmit}>
          <Field label={W.password} error={form.errors.password ?? refusal(save.error)} note={W.passwordNote}>
            {(aria) => (
              <Input
                {...aria}
                type="password"
                autoComplete="off"
                value={String(form.values.password)}
                onChange={(event) => form.set("password", event.target.value)}
              />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  );
}

export function refusal(error: unknown): string | undefined {
  return error ? problemWords(error, "Nothing was saved.") : undefined;
}

"use client";
import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Field } from "@/components/field";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useMay } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { newAccountSchema } from "./account-schemas";
import { refusal } from "./password-button";
import { ACCOUNT_WORDS as W } from "./words";

const EMPTY = { login: "", password: "" };

/** @param restaurantId ties the new account to this restaurant at once */
export function AddAccount({
  restaurantId,
  look = "outline",
}: {
  restaurantId?: string;
  look?: "primary" | "outline";
}) {
  const may = useMay("operator");
  const utils = trpc.useUtils();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const form = useZodForm(newAccountSchema, EMPTY);
  const add = trpc.accounts.create.useMutation({
    onSuccess: () => {
      close();
      toast(W.added);
      void utils.invalidate();
    },
  });

  function close() {
    setIsOpen(false);
    form.reset(EMPTY);
    add.reset();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (form.check())
      add.mutate({ login: String(form.values.login).trim(), password: String(form.values.password), restaurantId });
  }

  return (
    <>
      <MayButton look={look} whyNot={may.may ? undefined : may.why} onClick={() => setIsOpen(true)}>
        <Plus aria-hidden />
        {W.add}
      </MayButton>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => (open ? setIsOpen(true) : close())}
        title={W.add}
        footer={
          <Button type="submit" form={formId} look="primary" disabled={add.isPending} className="w-full desk:w-auto">
            {add.isPending ? W.saving : W.add}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={onSubmit} className="space-y-4">
          <Field label={W.login} error={form.errors.login}>
            {(aria) => (
              <Input
                {...aria}
                type="email"
                autoComplete="off"
                value={String(form.values.login)}
                onChange={(event) => form.set("login", event.target.value)}
                onBlur={() => form.leave("login")}
              />
            )}
          </Field>
          <Field label={W.password} error={form.errors.password ?? refusal(add.error)} note={W.passwordNote}>
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

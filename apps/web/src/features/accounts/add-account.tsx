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

  // One account may own several restaurants: what we have already is chosen, never asked for again.
  const ours = trpc.accounts.list.useQuery(undefined, { enabled: isOpen && restaurantId !== undefined }).data;
  const login = String(form.values.login).trim().toLowerCase();
  const known = restaurantId ? ours?.find((account) => account.login.toLowerCase() === login) : undefined;
  const link = trpc.accounts.link.useMutation({
    onSuccess: () => {
      close();
      toast(W.linked);
      void utils.invalidate();
    },
  });

  function close() {
    setIsOpen(false);
    form.reset(EMPTY);
    add.reset();
    link.reset();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (known && restaurantId) link.mutate({ accountId: known.id, restaurantId });
    else if (form.check())
      add.mutate({ login: String(form.values.login).trim(), password: String(form.values.password), restaurantId });
  }

  const isSaving = add.isPending || link.isPending;

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
          <Button type="submit" form={formId} look="primary" disabled={isSaving} className="w-full desk:w-auto">
            {isSaving ? W.saving : known ? W.useIt : W.add}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={onSubmit} className="space-y-4">
          <Field
            label={W.login}
            error={known ? refusal(link.error) : form.errors.login}
            note={known ? W.alreadyOurs : undefined}
          >
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
          {known ? null : (
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
          )}
        </form>
      </Dialog>
    </>
  );
}

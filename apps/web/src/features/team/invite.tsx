"use client";
import { ROLES, type Role } from "@pumpd/model";
import { ROLE_WORDS } from "@pumpd/model/words";
import { UserPlus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { z } from "zod";
import { Field } from "@/components/field";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useMay } from "@/features/session/me";
import { problemOf, problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { LinkDialog, type OneTimeLink } from "./link-dialog";
import { TEAM_WORDS as W } from "./words";

const EMPTY = { email: "", role: "operator" };
const schema = z.object({ email: z.string().trim().min(1, W.emptyEmail), role: z.enum(ROLES) });
const CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role], note: W.roleNotes[role] }));

export function Invite() {
  const may = useMay("admin");
  const utils = trpc.useUtils();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<OneTimeLink>();
  const form = useZodForm(schema, EMPTY);
  const email = String(form.values.email).trim();
  const invite = trpc.people.invite.useMutation({
    onSuccess: ({ link }) => {
      close();
      setShown({ link, text: W.linkText(email) });
      void utils.people.invalidate();
    },
  });

  function close() {
    setIsOpen(false);
    form.reset(EMPTY);
    invite.reset();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (form.check()) invite.mutate({ email, role: form.values.role as Role });
  }

  const refusal = invite.error
    ? (problemOf(invite.error).fields.email ?? problemWords(invite.error, W.nothing))
    : undefined;
  return (
    <>
      <MayButton look="primary" whyNot={may.may ? undefined : may.why} onClick={() => setIsOpen(true)}>
        <UserPlus aria-hidden />
        {W.invite}
      </MayButton>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => (open ? setIsOpen(true) : close())}
        title={W.invite}
        footer={
          <Button type="submit" form={formId} look="primary" disabled={invite.isPending} className="w-full desk:w-auto">
            {invite.isPending ? W.inviting : W.makeLink}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={onSubmit} className="space-y-4">
          <Field label={W.email} error={form.errors.email ?? refusal}>
            {(aria) => (
              <Input
                {...aria}
                type="email"
                autoComplete="off"
                value={String(form.values.email)}
                onChange={(event) => form.set("email", event.target.value)}
              />
            )}
          </Field>
          <Field label={W.role} error={undefined}>
            {(aria) => (
              <Select
                {...aria}
                value={String(form.values.role)}
                onChange={(role) => form.set("role", role)}
                choices={CHOICES}
              />
            )}
          </Field>
        </form>
      </Dialog>
      <LinkDialog shown={shown} onClose={() => setShown(undefined)} />
    </>
  );
}

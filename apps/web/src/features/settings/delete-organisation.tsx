"use client";
import { type FormEvent, useId, useState } from "react";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useMe } from "@/features/session/me";
import { problemOf } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

/** The one thing here that cannot be taken back: the name has to be typed. */
export function DeleteOrganisation() {
  const { organisation } = useMe();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const remove = trpc.organisation.delete.useMutation({ onSuccess: () => window.location.assign("/") });
  const problem = remove.error ? problemOf(remove.error) : undefined;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    remove.mutate({ name });
  }

  return (
    <Section title={W.deleteTitle}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
        <p className="max-w-[70ch] text-13 text-ink-2">{W.deleteLead}</p>
        <Button look="fail" onClick={() => setIsOpen(true)}>
          {W.deleteButton}
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={W.deleteTitle}
        footer={
          <Button type="submit" form={formId} look="fail" disabled={remove.isPending} className="w-full desk:w-auto">
            {remove.isPending ? W.deleting : W.deleteButton}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={onSubmit} className="space-y-4">
          <p className="text-13 text-ink-2">{W.deleteLead}</p>
          <Field label={W.deleteConfirm(organisation.name)} error={problem && (problem.fields.name ?? problem.message)}>
            {(aria) => (
              <Input {...aria} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
        </form>
      </Dialog>
    </Section>
  );
}

"use client";
import { OctagonPause } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Field } from "@/components/field";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Account } from "@/features/answers";
import { useJobTypes } from "@/features/jobs/job-titles";
import { useMay } from "@/features/session/me";
import { problemOf } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { WORKER_WORDS as W } from "./words";

type Scope = keyof typeof W.whats;
type Span = keyof typeof W.spans;
const HOURS: Readonly<Record<Span, number | undefined>> = { forever: undefined, hour: 1, morning: 8 };

const choicesOf = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  (Object.keys(words) as Key[]).map((value) => ({ value, label: words[value] }));

/** Keeps jobs of this organisation from starting, of everything or of one thing. */
export function PauseButton() {
  const may = useMay("admin");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <MayButton look="outline" whyNot={may.may ? undefined : may.why} onClick={() => setIsOpen(true)}>
        <OctagonPause aria-hidden />
        {W.pause}
      </MayButton>
      {isOpen ? <PauseDialog onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function PauseDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const utils = trpc.useUtils();
  const [scope, setScope] = useState<Scope>("organisation");
  const [key, setKey] = useState<string>();
  const [span, setSpan] = useState<Span>("forever");
  const [reason, setReason] = useState("");
  const pause = trpc.holds.pause.useMutation({
    onSuccess: () => {
      toast(W.paused);
      void utils.invalidate();
      onClose();
    },
  });
  const problem = pause.error ? problemOf(pause.error) : undefined;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const hours = HOURS[span];
    const until = hours === undefined ? undefined : new Date(Date.now() + hours * 3_600_000).toISOString();
    pause.mutate({ scope, key, reason, until });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={W.pause}
      footer={
        <Button type="submit" form={formId} look="primary" disabled={pause.isPending} className="w-full desk:w-auto">
          {W.pause}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={onSubmit} className="space-y-4">
        <p className="text-13 text-ink-2">{W.pauseText}</p>
        <Field label={W.what} error={undefined}>
          {(aria) => (
            <Select
              {...aria}
              value={scope}
              choices={choicesOf(W.whats)}
              onChange={(next) => {
                setScope(next as Scope);
                setKey(undefined);
              }}
            />
          )}
        </Field>
        {scope === "job_type" ? <TypeField value={key} onChange={setKey} /> : null}
        {scope === "account" ? <AccountField value={key} onChange={setKey} /> : null}
        <Field label={W.how} error={undefined}>
          {(aria) => (
            <Select {...aria} value={span} choices={choicesOf(W.spans)} onChange={(next) => setSpan(next as Span)} />
          )}
        </Field>
        <Field label={W.why} error={problem && (problem.fields.reason ?? problem.message)}>
          {(aria) => <Input {...aria} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  );
}

type Which = { value: string | undefined; onChange: (value: string) => void };

function TypeField({ value, onChange }: Which) {
  const choices = useJobTypes().map(({ type, title }) => ({ value: type, label: title }));
  return (
    <Field label={W.which} error={undefined}>
      {(aria) => <Select {...aria} value={value} choices={choices} onChange={onChange} />}
    </Field>
  );
}

function AccountField({ value, onChange }: Which) {
  const accounts = trpc.accounts.list.useQuery();
  const choices = (accounts.data ?? []).map(({ id, login }: Account) => ({ value: id, label: login }));
  return (
    <Field label={W.which} error={undefined}>
      {(aria) => <Select {...aria} value={value} choices={choices} onChange={onChange} />}
    </Field>
  );
}

"use client";
import { Mail, Plus, Webhook } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Field } from "@/components/field";
import { LoadingRows } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { AlertChannel } from "@/features/answers";
import { problemOf } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { ALERT_WORDS as W } from "./words";

/** Whom alerts are sent to, and whether they arrive. */
export function AlertChannels() {
  const channels = trpc.alerts.channels.useQuery();
  const rows: AlertChannel[] = channels.data ?? [];
  return (
    <section aria-labelledby="channels" className="mt-9">
      <h2 id="channels" className="text-16 font-heading">
        {W.channels}
      </h2>
      <p className="max-w-[74ch] text-13 text-ink-2">{W.channelsText}</p>
      <Card className="mt-3 overflow-hidden">
        {channels.isPending ? <LoadingRows rows={2} /> : null}
        {channels.isSuccess && rows.length === 0 ? (
          <p className="px-5 py-4 text-13 text-ink-3">{W.noChannels}</p>
        ) : null}
        <ul className="divide-y divide-line">
          {rows.map((channel) => (
            <ChannelLine key={channel.id} channel={channel} />
          ))}
        </ul>
      </Card>
      <div className="mt-3 flex flex-wrap gap-2">
        <AddChannel kind="email" />
        <AddChannel kind="webhook" />
      </div>
    </section>
  );
}

function ChannelLine({ channel }: { channel: AlertChannel }) {
  const utils = trpc.useUtils();
  const after = (said: string) => () => {
    toast(said);
    void utils.alerts.channels.invalidate();
  };
  const test = trpc.alerts.testChannel.useMutation({ onSuccess: after(W.tested) });
  const remove = trpc.alerts.removeChannel.useMutation({ onSuccess: after(W.removed) });
  const { last } = channel;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      {channel.kind === "email" ? <Mail aria-hidden /> : <Webhook aria-hidden />}
      <div className="min-w-0 flex-1">
        <p className="truncate font-heading">{channel.label}</p>
        <p className="text-12 text-ink-3">
          {last ? `${W.last}: ${W.states[last.state]}${last.problem ? `. ${last.problem}` : ""}` : W.never}
        </p>
      </div>
      <Button look="outline" size="row" disabled={test.isPending} onClick={() => test.mutate({ id: channel.id })}>
        {W.test}
      </Button>
      <Button look="ghost" size="row" disabled={remove.isPending} onClick={() => remove.mutate({ id: channel.id })}>
        {W.remove}
      </Button>
    </li>
  );
}

function AddChannel({ kind }: { kind: AlertChannel["kind"] }) {
  const isMail = kind === "email";
  const formId = useId();
  const utils = trpc.useUtils();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const add = trpc.alerts.addChannel.useMutation({
    onSuccess: () => {
      close();
      void utils.alerts.channels.invalidate();
    },
  });
  const title = isMail ? W.addMail : W.addHook;

  function close() {
    setIsOpen(false);
    setText("");
    add.reset();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    add.mutate(isMail ? { kind: "email", address: text.trim() } : { kind: "webhook", url: text.trim() });
  }
  const problem = add.error ? problemOf(add.error) : undefined;

  return (
    <>
      <Button look="outline" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden />
        {title}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => (open ? setIsOpen(true) : close())}
        title={title}
        footer={
          <Button type="submit" form={formId} look="primary" disabled={add.isPending} className="w-full desk:w-auto">
            {title}
          </Button>
        }
      >
        <form id={formId} noValidate onSubmit={onSubmit}>
          <Field
            label={isMail ? W.mail : W.hook}
            error={problem && (problem.fields.address ?? problem.fields.url ?? problem.message)}
          >
            {(aria) => (
              <Input
                {...aria}
                type={isMail ? "email" : "url"}
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  );
}

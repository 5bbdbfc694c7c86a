"use client";
import { WEBHOOK_EVENTS, type WebhookEvent } from "@pumpd/model";
import { useState } from "react";
import { z } from "zod";
import { Field } from "@/components/field";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Webhook } from "@/features/answers";
import { problemOf, problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { Choices } from "./choices";
import { Deliveries } from "./deliveries";
import { MakeSecret } from "./make-secret";
import { Line, Nothing, Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

export function Webhooks() {
  const webhooks = trpc.webhooks.list.useQuery();
  const utils = trpc.useUtils();
  const [opened, setOpened] = useState<Webhook>();
  const remove = trpc.webhooks.remove.useMutation({
    onSuccess: () => {
      toast(W.removed);
      void utils.webhooks.invalidate();
    },
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  const rows: Webhook[] = webhooks.data ?? [];
  return (
    <Section title={W.hooks} lead={W.hooksLead} action={<AddWebhook />}>
      {webhooks.isPending ? <LoadingRows rows={2} /> : null}
      {webhooks.isError && rows.length === 0 ? <NoAnswer error={webhooks.error} onRetry={webhooks.refetch} /> : null}
      {webhooks.isSuccess && rows.length === 0 ? <Nothing>{W.noHooks}</Nothing> : null}
      <ul className="divide-y divide-line">
        {rows.map((webhook) => (
          <Line key={webhook.id} title={webhook.url} note={<WebhookNote webhook={webhook} />}>
            <Button size="row" onClick={() => setOpened(webhook)}>
              {W.deliveries}
            </Button>
            <Button
              size="row"
              look="fail"
              disabled={remove.isPending}
              onClick={() => remove.mutate({ id: webhook.id })}
            >
              {W.remove}
            </Button>
          </Line>
        ))}
      </ul>
      <Deliveries webhook={opened} onClose={() => setOpened(undefined)} />
    </Section>
  );
}

function WebhookNote({ webhook: { events, last } }: { webhook: Webhook }) {
  return (
    <>
      {events.map((event) => W.eventWords[event]).join(", ")} ·{" "}
      {last ? (
        <>
          {W.deliveryStates[last.state]} <Time at={last.at} as="ago" />
        </>
      ) : (
        W.notSent
      )}
    </>
  );
}

const EMPTY = { url: "", events: [...WEBHOOK_EVENTS] };
const schema = z.object({
  url: z.string().trim().min(1, W.emptyUrl),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1, W.noEvent),
});

function AddWebhook() {
  const utils = trpc.useUtils();
  const form = useZodForm(schema, EMPTY);
  const create = trpc.webhooks.create.useMutation({ onSuccess: () => void utils.webhooks.invalidate() });
  const refusal = create.error
    ? (problemOf(create.error).fields.url ?? problemWords(create.error, W.nothing))
    : undefined;

  function onSubmit() {
    if (form.check()) create.mutate(schema.parse(form.values));
  }
  function onForget() {
    form.reset(EMPTY);
    create.reset();
  }

  return (
    <MakeSecret
      title={W.addHook}
      make={W.makeHook}
      isMaking={create.isPending}
      made={create.data && { title: W.hookMade, text: W.hookMadeText, secret: create.data.secret }}
      onSubmit={onSubmit}
      onForget={onForget}
    >
      <Field label={W.hookUrl} error={form.errors.url ?? refusal}>
        {(aria) => (
          <Input
            {...aria}
            type="url"
            autoComplete="off"
            value={String(form.values.url)}
            onChange={(event) => form.set("url", event.target.value)}
          />
        )}
      </Field>
      <Choices
        legend={W.events}
        choices={WEBHOOK_EVENTS}
        words={W.eventWords}
        chosen={form.values.events as WebhookEvent[]}
        onChange={(events) => form.set("events", events)}
        error={form.errors.events}
      />
    </MakeSecret>
  );
}

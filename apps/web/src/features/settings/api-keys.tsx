"use client";
import { API_KEY_SCOPES, type ApiKeyScope } from "@pumpd/model";
import { z } from "zod";
import { Field } from "@/components/field";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { ApiKey } from "@/features/answers";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { Choices } from "./choices";
import { MakeSecret } from "./make-secret";
import { Line, Nothing, Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

export function ApiKeys() {
  const keys = trpc.apiKeys.list.useQuery();
  const utils = trpc.useUtils();
  const revoke = trpc.apiKeys.revoke.useMutation({
    onSuccess: () => {
      toast(W.revoked);
      void utils.apiKeys.invalidate();
    },
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  const rows: ApiKey[] = keys.data ?? [];
  return (
    <Section title={W.keys} lead={W.keysLead} action={<AddKey />}>
      {keys.isPending ? <LoadingRows rows={2} /> : null}
      {keys.isError && rows.length === 0 ? <NoAnswer error={keys.error} onRetry={keys.refetch} /> : null}
      {keys.isSuccess && rows.length === 0 ? <Nothing>{W.noKeys}</Nothing> : null}
      <ul className="divide-y divide-line">
        {rows.map((key) => (
          <Line key={key.id} title={key.name} note={<KeyNote apiKey={key} />}>
            <Button size="row" look="fail" disabled={revoke.isPending} onClick={() => revoke.mutate({ id: key.id })}>
              {W.revoke}
            </Button>
          </Line>
        ))}
      </ul>
    </Section>
  );
}

function KeyNote({ apiKey: { prefix, scopes, lastUsedAt, expiresAt } }: { apiKey: ApiKey }) {
  return (
    <>
      <span className="voice-machine">{prefix}…</span> · {scopes.map((scope) => W.scopeWords[scope]).join(", ")} ·{" "}
      {lastUsedAt ? (
        <>
          {W.used} <Time at={lastUsedAt} as="ago" />
        </>
      ) : (
        W.neverUsed
      )}
      {expiresAt ? (
        <>
          {" "}
          · {W.ends} <Time at={expiresAt} />
        </>
      ) : null}
    </>
  );
}

const EMPTY = { name: "", scopes: [...API_KEY_SCOPES], lives: "365" };
const schema = z.object({
  name: z.string().trim().min(1, W.emptyName),
  scopes: z.array(z.enum(API_KEY_SCOPES)).min(1, W.noScope),
  lives: z.string(),
});

function AddKey() {
  const utils = trpc.useUtils();
  const form = useZodForm(schema, EMPTY);
  const create = trpc.apiKeys.create.useMutation({ onSuccess: () => void utils.apiKeys.invalidate() });

  function onSubmit() {
    if (!form.check()) return;
    const { name, scopes, lives } = schema.parse(form.values);
    create.mutate({ name, scopes, daysToLive: lives === "never" ? null : Number(lives) });
  }
  function onForget() {
    form.reset(EMPTY);
    create.reset();
  }

  return (
    <MakeSecret
      title={W.addKey}
      make={W.makeKey}
      isMaking={create.isPending}
      made={create.data && { title: W.keyMade, text: W.keyMadeText, secret: create.data.key }}
      onSubmit={onSubmit}
      onForget={onForget}
    >
      <Field
        label={W.keyName}
        error={form.errors.name ?? (create.error ? problemWords(create.error, W.nothing) : undefined)}
      >
        {(aria) => (
          <Input
            {...aria}
            autoComplete="off"
            value={String(form.values.name)}
            onChange={(event) => form.set("name", event.target.value)}
          />
        )}
      </Field>
      <Choices
        legend={W.scopes}
        choices={API_KEY_SCOPES}
        words={W.scopeWords}
        chosen={form.values.scopes as ApiKeyScope[]}
        onChange={(scopes) => form.set("scopes", scopes)}
        error={form.errors.scopes}
      />
      <Field label={W.lives} error={undefined}>
        {(aria) => (
          <Select
            {...aria}
            value={String(form.values.lives)}
            onChange={(lives) => form.set("lives", lives)}
            choices={W.livesChoices}
          />
        )}
      </Field>
    </MakeSecret>
  );
}

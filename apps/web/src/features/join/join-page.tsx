"use client";
import { ROLE_WORDS } from "@pumpd/model/words";
import Link from "next/link";
import { type FormEvent, useEffect, useState } from "react";
import { z } from "zod";
import { Field } from "@/components/field";
import { Mark } from "@/components/mark";
import { NoAnswer } from "@/components/no-answer";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Welcome } from "@/features/answers";
import { FRAME_WORDS } from "@/features/frame/words";
import { problemOf, problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { JOIN_WORDS as W } from "./words";

/** The token stands behind the # of the address: no server on the way has seen it. */
export function JoinPage() {
  const [token, setToken] = useState<string>();
  const read = trpc.invitations.read.useMutation();
  const { mutate } = read;
  useEffect(() => {
    const fromLink = window.location.hash.slice(1);
    setToken(fromLink);
    mutate({ token: fromLink });
  }, [mutate]);

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[424px] flex-col px-6 py-7">
      <p className="flex items-center gap-3 text-16 font-heading">
        <Mark />
        {FRAME_WORDS.product}
      </p>
      <div className="my-auto py-10">
        {read.data && token !== undefined ? <Joining welcome={read.data} token={token} /> : null}
        {read.error ? <Gone error={read.error} onRetry={() => token !== undefined && mutate({ token })} /> : null}
        {!read.data && !read.error ? <h1 className="text-18 font-heading text-ink-2">{W.looking}</h1> : null}
      </div>
    </main>
  );
}

function Gone({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (problemOf(error).kind !== "not_found") return <NoAnswer error={error} onRetry={onRetry} />;
  return (
    <>
      <h1 className="text-26 font-heading">{W.gone}</h1>
      <p className="mt-2 text-ink-2">{W.goneText}</p>
    </>
  );
}

function Joining({ welcome, token }: { welcome: Welcome; token: string }) {
  const { organisation, email, role, asks } = welcome;
  const isPassword = asks === "password";
  return (
    <>
      <h1 className="text-26 font-heading">{isPassword ? W.newPasswordTitle : W.welcome(organisation)}</h1>
      <p className="mt-1 mb-6 text-ink-2">{isPassword ? W.newPasswordLead(email) : W.lead(email, ROLE_WORDS[role])}</p>
      {asks === "sign_in" ? <JoinSignedIn email={email} token={token} /> : <JoinForm asks={asks} token={token} />}
    </>
  );
}

/** A whole new page on purpose: nothing of the signed-out one may linger in a cache. */
const toStart = () => window.location.assign("/");

function JoinSignedIn({ email, token }: { email: string; token: string }) {
  const accept = trpc.invitations.accept.useMutation({ onSuccess: toStart });
  if (accept.error)
    return (
      <>
        <p role="alert" className="mb-4 text-13 text-fail">
          {problemOf(accept.error).kind === "forbidden" ? W.joinAs(email) : problemWords(accept.error, W.nothing)}
        </p>
        <Button asChild look="primary" className="h-11 w-full">
          <Link href="/sign-in">{W.signIn}</Link>
        </Button>
      </>
    );
  return (
    <Button look="primary" className="h-11 w-full" disabled={accept.isPending} onClick={() => accept.mutate({ token })}>
      {accept.isPending ? W.working : W.join}
    </Button>
  );
}

const SHORTEST = 12;
const EMPTY = { name: "", password: "" };
const passwordSchema = z.object({ name: z.string(), password: z.string().min(SHORTEST, W.shortPassword) });
const personSchema = passwordSchema.extend({ name: z.string().trim().min(1, W.emptyName) });

function JoinForm({ asks, token }: { asks: "new" | "password"; token: string }) {
  const isNew = asks === "new";
  const form = useZodForm(isNew ? personSchema : passwordSchema, EMPTY);
  const accept = trpc.invitations.accept.useMutation({
    onSuccess: () => window.location.assign(`/sign-in?after=${isNew ? "joined" : "password"}`),
  });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const name = isNew ? String(form.values.name) : undefined;
    if (form.check()) accept.mutate({ token, name, password: String(form.values.password) });
  }

  const refused = accept.error ? problemOf(accept.error).fields : {};
  const refusal = accept.error ? (refused.password ?? problemWords(accept.error, W.nothing)) : undefined;
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="space-y-4">
      {isNew ? (
        <Field label={W.name} error={form.errors.name ?? refused.name}>
          {(aria) => (
            <Input
              {...aria}
              autoComplete="name"
              className="h-11"
              value={String(form.values.name)}
              onChange={(event) => form.set("name", event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field label={W.password} error={form.errors.password ?? refusal} note={W.passwordNote}>
        {(aria) => (
          <Input
            {...aria}
            type="password"
            autoComplete="new-password"
            className="h-11"
            value={String(form.values.password)}
            onChange={(event) => form.set("password", event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" className="h-11 w-full" disabled={accept.isPending}>
        {accept.isPending ? W.working : isNew ? W.join : W.save}
      </Button>
    </form>
  );
}

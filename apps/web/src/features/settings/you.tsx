"use client";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm } from "@/lib/use-zod-form";
import { changePassword } from "./change-password";
import { Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

const SHORTEST = 12;
const EMPTY = { currentPassword: "", newPassword: "" };
const schema = z.object({
  currentPassword: z.string().min(1, W.emptyCurrent),
  newPassword: z.string().min(SHORTEST, W.shortPassword),
});

export function You() {
  const signOut = trpc.me.signOutEverywhere.useMutation({
    onSuccess: () => window.location.assign("/sign-in"),
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  return (
    <Section title={W.you}>
      <PasswordForm />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line px-5 py-4">
        <p className="min-w-0 flex-1 text-13 text-ink-2">{W.everywhereText}</p>
        <Button disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {W.everywhere}
        </Button>
      </div>
    </Section>
  );
}

function PasswordForm() {
  const form = useZodForm(schema, EMPTY);
  const [refusal, setRefusal] = useState<{ field: keyof typeof EMPTY; words: string }>();
  const [isBusy, setIsBusy] = useState(false);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    setRefusal(undefined);
    if (!form.check()) return;
    setIsBusy(true);
    const ending = await changePassword(String(form.values.currentPassword), String(form.values.newPassword));
    setIsBusy(false);
    switch (ending.kind) {
      case "changed":
        form.reset(EMPTY);
        toast(W.passwordChanged);
        return;
      case "wrong":
        return setRefusal({ field: "currentPassword", words: W.wrongPassword });
      case "refused":
        return setRefusal({ field: "newPassword", words: ending.words });
    }
  }

  const field = (name: keyof typeof EMPTY, label: string, autoComplete: string) => (
    <Field label={label} error={form.errors[name] ?? (refusal?.field === name ? refusal.words : undefined)}>
      {(aria) => (
        <Input
          {...aria}
          type="password"
          autoComplete={autoComplete}
          value={String(form.values[name])}
          onChange={(event) => form.set(name, event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => void onSubmit(event)}
      className="grid gap-4 px-5 py-4 desk:grid-cols-2"
    >
      {field("currentPassword", W.currentPassword, "current-password")}
      {field("newPassword", W.newPassword, "new-password")}
      <Button type="submit" disabled={isBusy} className="w-full desk:w-fit">
        {isBusy ? W.saving : W.changePassword}
      </Button>
    </form>
  );
}

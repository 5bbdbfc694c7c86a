"use client";
import { Eye, EyeOff, TriangleAlert } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { FieldError } from "@/components/field-error";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { signIn } from "./sign-in";
import { SESSION_WORDS as W } from "./words";

type Problems = { email?: string; password?: string; form?: string };

export function SignInForm({ next }: { next: string }) {
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, setIsBusy] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = String(data.get("email") ?? "").trim();
    const password = String(data.get("password") ?? "");
    const missing: Problems = {
      email: email === "" ? W.emptyEmail : undefined,
      password: password === "" ? W.emptyPassword : undefined,
    };
    setProblems(missing);
    if (missing.email || missing.password) return;
    setIsBusy(true);
    const ending = await signIn(email, password);
    // A whole new page on purpose: nothing of the signed-out one may linger in a cache.
    if (ending === "in") return window.location.assign(next);
    setIsBusy(false);
    setProblems({ form: W[ending] });
  }

  return (
    // Pressed before the page listens, it must not write the password into the address.
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="space-y-4">
      <EmailField problem={problems.email} />
      <PasswordField problem={problems.password} />
      <div role="alert">
        {problems.form ? (
          <p className="flex gap-2 text-13 text-fail">
            <TriangleAlert aria-hidden className="mt-0.5" />
            {problems.form}
          </p>
        ) : null}
      </div>
      <Button type="submit" look="primary" className="h-11 w-full text-[15px]" disabled={isBusy}>
        {isBusy ? W.signingIn : W.signIn}
      </Button>
    </form>
  );
}

function EmailField({ problem }: { problem?: string }) {
  const id = useId();
  return (
    <div>
      <Label htmlFor={id}>{W.email}</Label>
      <Input
        id={id}
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        className="mt-1.5 h-11"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
      />
      <FieldError id={`${id}-error`} message={problem} />
    </div>
  );
}

function PasswordField({ problem }: { problem?: string }) {
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div>
      <Label htmlFor={id}>{W.password}</Label>
      <Input
        id={id}
        name="password"
        type={isShown ? "text" : "password"}
        autoComplete="current-password"
        className="mt-1.5 h-11"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        end={
          <button
            type="button"
            aria-label={isShown ? W.hide : W.show}
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
            className="grid w-11 place-items-center text-ink-2 -outline-offset-4 hover:text-ink"
          >
            <Icon aria-hidden />
          </button>
        }
      />
      <FieldError id={`${id}-error`} message={problem} />
    </div>
  );
}

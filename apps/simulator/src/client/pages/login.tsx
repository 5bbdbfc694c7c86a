import { type FormEvent, useState } from "react";
import { call, messageOf } from "../api.ts";
import { Alert, Button } from "../parts/form.tsx";

export function LoginPage({ onSignedIn, notice }: { onSignedIn: () => void; notice?: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await call("POST", "/api/session", { email, password });
      onSignedIn();
    } catch (problem) {
      setProblem(messageOf(problem));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="login">
      <form onSubmit={submit}>
        <div className="brand">Counterside</div>
        <h1>Log in to your account</h1>
        <Alert text={problem ?? notice} />
        <label>
          Email
          <input
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label>
          Password
          <input
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <Button type="submit" look="primary" disabled={isBusy}>
          Log in
        </Button>
      </form>
    </div>
  );
}

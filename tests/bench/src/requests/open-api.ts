import { join } from "node:path";
import { createServices, handleTrpc } from "@pumpd/api";
import { connect, disconnect } from "@pumpd/db";
import { createPerson, testKeys } from "@pumpd/testing";
import type { Scene } from "../harness/scene.ts";

const BASE_URL = "http://pumpd.bench:3000";

export type Call = { path: string; kind: "query" | "mutation"; input?: unknown };

export type SignedIn = {
  /** One call as the browser sends it; the body of its answer. Throws for anything but a yes. */
  call: (call: Call) => Promise<string>;
  close: () => Promise<void>;
};

/** The API as web serves it, without Next in front of it, and an operator who is signed in. */
export async function openApi({ owner, organisation, dataDir }: Scene, databaseUrl: string): Promise<SignedIn> {
  const db = connect(databaseUrl, { applicationName: "bench web", max: 1 });
  const { publicKeyFile } = await testKeys();
  const services = await createServices({
    db,
    baseUrl: BASE_URL,
    secret: "a secret of the bench and of nothing else",
    publicKeyFile,
    artifacts: { directory: join(dataDir, "artifacts") },
    limits: { enqueuesPerMinute: 1_000_000, enqueuesPerHour: 1_000_000 },
    reportError: ({ error }) => {
      throw error;
    },
  });
  const { email, password } = await createPerson(owner, { scope: organisation.scope, role: "operator" });
  const headers = { "content-type": "application/json", origin: BASE_URL };
  const answer = await services.auth.handler(
    new Request(`${BASE_URL}/api/auth/sign-in/email`, {
      method: "POST",
      headers,
      body: JSON.stringify({ email, password }),
    }),
  );
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const call = async ({ path, kind, input }: Call): Promise<string> => {
    const url = new URL(`/api/trpc/${path}`, BASE_URL);
    if (kind === "query" && input !== undefined) url.searchParams.set("input", JSON.stringify(input));
    const body = kind === "mutation" ? { method: "POST", body: JSON.stringify(input ?? {}) } : {};
    const response = await handleTrpc(services, new Request(url, { headers: { ...headers, cookie }, ...body }));
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text;
  };
  return { call, close: () => disconnect(db) };
}

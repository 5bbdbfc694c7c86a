import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { OrgScope } from "@pumpd/db";
import { connect, type Database, disconnect } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { createPerson, refuseCanary, type TestDatabase, type TestPerson, testDatabase, testKeys } from "@pumpd/testing";
import { type ApiServices, type ApiSettings, createServices, type ErrorReport, handleTrpc } from "../src/index.ts";

export const BASE_URL = "http://pumpd.test:3000";

export type Setting = {
  database: TestDatabase;
  owner: Database;
  services: ApiServices;
  reports: ErrorReport[];
  close: () => Promise<void>;
};

/** A database of its own with the services on top, connected as the web role. */
export async function openSetting(
  settings: Partial<Pick<ApiSettings, "clientIpHeader" | "baseUrl" | "limits">> = {},
): Promise<Setting> {
  const database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "test owner", max: 3 });
  const db = connect(database.webUrl, { applicationName: "test web", max: 6 });
  const reports: ErrorReport[] = [];
  const { publicKeyFile } = await testKeys();
  const artifactsDir = mkdtempSync(join(tmpdir(), "pumpd-pictures-"));
  const services = await createServices({
    db,
    baseUrl: BASE_URL,
    secret: "a secret of the tests and of nothing else",
    publicKeyFile,
    artifacts: { directory: artifactsDir },
    reportError: (report) => reports.push(report),
    ...settings,
  });
  const close = async () => {
    for (const { where, error } of reports) refuseCanary(inspect(error, { depth: 6 }), `the error report of ${where}`);
    await Promise.all([disconnect(owner), disconnect(db)]);
    await database.drop();
    rmSync(artifactsDir, { recursive: true, force: true });
  };
  return { database, owner, services, reports, close };
}

export async function signIn(
  services: ApiServices,
  { email, password, headers = {} }: { email: string; password: string; headers?: Record<string, string> },
): Promise<Response> {
  return services.auth.handler(
    new Request(`${services.baseUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: services.baseUrl, ...headers },
      body: JSON.stringify({ email, password }),
    }),
  );
}

/** `name=value` of the session cookie in an answer. */
export function cookieOf(response: Response): string {
  const cookie = response.headers.getSetCookie().find((one) => one.includes("pumpd_session="));
  if (!cookie) throw new Error(`no session cookie in the answer ${response.status}`);
  return cookie.split(";")[0] ?? "";
}

export type Visitor = { person: TestPerson; cookie: string };

export async function signedIn(setting: Setting, { scope, role }: { scope?: OrgScope; role?: Role }): Promise<Visitor> {
  const person = await createPerson(setting.owner, { scope, role });
  const response = await signIn(setting.services, person);
  return { person, cookie: cookieOf(response) };
}

export type Answer = {
  status: number;
  data: unknown;
  error?: { message: string; data: Record<string, unknown> };
  headers: Headers;
};

type Call = {
  path: string;
  kind: "query" | "mutation";
  input?: unknown;
  cookie?: string;
  headers?: Record<string, string>;
};

/** One tRPC call as the browser sends it. */
export async function call(services: ApiServices, { path, kind, input, cookie, headers = {} }: Call): Promise<Answer> {
  const url = new URL(`/api/trpc/${path}`, services.baseUrl);
  const shared = { ...(cookie ? { cookie } : {}), ...headers };
  if (kind === "query" && input !== undefined) url.searchParams.set("input", JSON.stringify(input));
  const request =
    kind === "query"
      ? new Request(url, { headers: shared })
      : new Request(url, {
          method: "POST",
          headers: { "content-type": "application/json", origin: services.baseUrl, ...shared },
          body: JSON.stringify(input ?? {}),
        });
  const response = await handleTrpc(services, request);
  const text = await response.text();
  refuseCanary(text, `the answer of ${path}`);
  const body = JSON.parse(text) as { result?: { data: unknown }; error?: Answer["error"] };
  return { status: response.status, data: body.result?.data, error: body.error, headers: response.headers };
}

/** An error as it reads: all but the number of its request. */
export function withoutRequestId({ error }: Answer): unknown {
  return error && { ...error, data: { ...error.data, requestId: null } };
}

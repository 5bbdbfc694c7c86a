import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveChromium } from "@pumpd/automations/browser";
import type { AnyAutomation, Flow } from "@pumpd/automations/define";
import { flows } from "@pumpd/automations/flows";
import type { Ending } from "@pumpd/automations/ports";
import { runFlow } from "@pumpd/automations/runner";
import { startSimulator } from "@pumpd/testing/start-simulator";
import { openToldStore } from "@pumpd/testing/told-store";
import { z } from "zod";
import { browserEnvironment } from "../env.ts";
import type { Credentials } from "./portal-password.ts";
import type { FlowRequest } from "./read-request.ts";

export type OneFlow = {
  type: string;
  request: FlowRequest;
  /** Without one, a simulator of its own that knows the restaurant of the input and is gone afterwards. */
  portal?: { url: string; credentials: Credentials } | undefined;
  isHeaded: boolean;
  /** only compares, changes nothing */
  isLook: boolean;
  beforeClose?: (() => Promise<void>) | undefined;
  say: (line: string) => void;
};

/** Runs one flow in a browser of its own, beside queue, database and admin. */
export async function runOneFlow({ type, request, isHeaded, isLook, beforeClose, say, ...given }: OneFlow) {
  const flow = flowOf(type);
  const { executablePath } = await resolveChromium({ install: "never", mode: isHeaded ? "window" : "headless" });
  const tempRoot = await mkdtemp(join(tmpdir(), "pumpd-flow-"));
  const own = given.portal ? undefined : await startPortal(request.input);
  const portal = given.portal ?? own;
  if (!portal) throw new Error("no portal");
  try {
    const { ending } = await runFlow({
      flow,
      input: request.input,
      ports: {
        store: openToldStore(say),
        clock: { nowMs: () => performance.now() },
        // Nobody else can take this run over: there is no queue behind it.
        lease: { remainingMs: () => Number.MAX_SAFE_INTEGER, lengthMs: 60_000 },
        files: request.files,
        host: {
          adminUrl: portal.url.replace(/\/$/, ""),
          isAllowed: hostsOf(portal.url),
          locale: "en-NZ",
          timezone: "Pacific/Auckland",
          credentials: portal.credentials,
        },
      },
      browser: { executablePath, tempRoot, mark: "flow", isHeadless: !isHeaded, environment: browserEnvironment() },
      signal: new AbortController().signal,
      evidence: { pictures: "off" },
      inspection: isLook ? "plan" : undefined,
      beforeClose: beforeClose && (() => beforeClose()),
    });
    return ending satisfies Ending;
  } finally {
    await own?.stop();
    await rm(tempRoot, { recursive: true, force: true });
  }
}

function flowOf(type: string): Flow<AnyAutomation> {
  const known: Readonly<Record<string, unknown>> = flows;
  if (!Object.hasOwn(known, type))
    throw new Error(`There is no job type ${type}. Types: ${Object.keys(known).join(", ")}.`);
  // A flow's own types are of use to its author; the runner parses input and result with its definition.
  return known[type] as Flow<AnyAutomation>;
}

const targetSchema = z.object({ upstreamId: z.string(), subdomain: z.string() });

async function startPortal(input: unknown) {
  const simulator = await startSimulator({ profile: "local" });
  const credentials = { login: "flow@places.example", password: randomBytes(12).toString("base64url") };
  const target = targetSchema.safeParse(input);
  const restaurants = target.success
    ? [{ id: target.data.upstreamId, subdomain: target.data.subdomain, name: target.data.subdomain }]
    : [];
  await simulator.control.seed({
    accounts: [{ email: credentials.login, password: credentials.password, restaurants }],
  });
  return { url: simulator.url, credentials, stop: simulator.stop };
}

/** The portal and its neighbours under the same parent: the store, the file host. */
function hostsOf(portalUrl: string): (host: string, port: number) => boolean {
  const { hostname, port, protocol } = new URL(portalUrl);
  const portalPort = port ? Number(port) : protocol === "https:" ? 443 : 80;
  const parent = hostname.split(".").slice(1).join(".");
  return (host, at) =>
    at === portalPort && (host === hostname || (parent.includes(".") && host.endsWith(`.${parent}`)));
}

import { randomBytes } from "node:crypto";
import type { AnyAutomation, Flow } from "@pumpd/automations/define";
import type { PortalHost } from "@pumpd/automations/ports";
import { startSimulator, type TestSimulator } from "@pumpd/testing/start-simulator";
import { TARGET } from "./cases.ts";

/** What another process needs to visit a portal. */
export type PortalAddress = { adminUrl: string; credentials: PortalHost["credentials"] };
export type BenchPortal = PortalAddress & { host: PortalHost; simulator: TestSimulator };

export function hostOf({ adminUrl, credentials }: PortalAddress): PortalHost {
  const { port } = new URL(adminUrl);
  return {
    adminUrl,
    isAllowed: (host, at) => at === Number(port) && host.endsWith(".simulator.localhost"),
    locale: "en-NZ",
    timezone: "Pacific/Auckland",
    credentials,
  };
}

/** The simulator with the one restaurant that is meant; by its `local` profile every answer takes 100 ms. */
export async function openBenchPortal({
  profile = "local",
}: {
  profile?: "local" | "none";
} = {}): Promise<BenchPortal> {
  const simulator = await startSimulator({ profile });
  const credentials = { login: "bench@places.example", password: randomBytes(12).toString("base64url") };
  await simulator.control.seed({
    accounts: [
      {
        email: credentials.login,
        password: credentials.password,
        restaurants: [{ id: TARGET.upstreamId, subdomain: TARGET.subdomain, name: TARGET.name }],
      },
    ],
  });
  const address = { adminUrl: simulator.url, credentials };
  return { ...address, simulator, host: hostOf(address) };
}

/** A flow's own types are of use to its author; inputs here are parsed with its definition. */
export function asAnyFlow(flow: object): Flow<AnyAutomation> {
  return flow as Flow<AnyAutomation>;
}

import { randomBytes } from "node:crypto";
import type { AnyAutomation, Flow } from "@pumpd/automations/define";
import type { PortalHost } from "@pumpd/automations/ports";
import { startSimulator, type TestSimulator } from "@pumpd/testing/start-simulator";
import { TARGET } from "./cases.ts";

export type BenchPortal = { host: PortalHost; simulator: TestSimulator };

/** The simulator at its `local` profile with the one restaurant that is meant. */
export async function openBenchPortal(): Promise<BenchPortal> {
  const simulator = await startSimulator({ profile: "local" });
  const credentials = { login: "bench@places.example", password: randomBytes(12).toString("base64url") };
  const { port } = new URL(simulator.url);
  await simulator.control.seed({
    accounts: [
      {
        email: credentials.login,
        password: credentials.password,
        restaurants: [{ id: TARGET.upstreamId, subdomain: TARGET.subdomain, name: TARGET.name }],
      },
    ],
  });
  return {
    simulator,
    host: {
      adminUrl: simulator.url,
      isAllowed: (host, at) => at === Number(port) && host.endsWith(".simulator.localhost"),
      locale: "en-NZ",
      timezone: "Pacific/Auckland",
      credentials,
    },
  };
}

/** A flow's own types are of use to its author; inputs here are parsed with its definition. */
export function asAnyFlow(flow: object): Flow<AnyAutomation> {
  return flow as Flow<AnyAutomation>;
}

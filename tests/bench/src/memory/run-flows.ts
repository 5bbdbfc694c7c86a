// A process of its own that runs flows as it is told, so that its memory and that of its browsers can be weighed.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FlowCase } from "../flows/cases.ts";
import { hostOf, type PortalAddress } from "../flows/portal.ts";
import { runBare } from "../flows/run-bare.ts";
import { runOurs } from "../flows/run-ours.ts";
import { runLegacyScript } from "./legacy.ts";

export type Way = "ours" | "bare" | "legacy";
export type FlowOrder = { id: number; way: Way; portal: PortalAddress; flow: FlowCase; sleepMs?: number };
export type FlowAnswer = { id: number; error?: string };

const legacyUrl = process.argv.includes("--legacy") ? await serveLegacy() : undefined;

process.on("message", (order: FlowOrder) => {
  run(order).then(
    () => process.send?.({ id: order.id } satisfies FlowAnswer),
    (error: unknown) => process.send?.({ id: order.id, error: String(error) } satisfies FlowAnswer),
  );
});
process.send?.({ id: 0 } satisfies FlowAnswer);

function run(order: FlowOrder): Promise<void> {
  const portal = { host: hostOf(order.portal) };
  if (order.way === "ours") return runOurs(portal, order.flow, "off");
  if (order.way === "bare") return runBare(portal, order.flow);
  return askLegacy(order);
}

async function askLegacy(order: FlowOrder): Promise<void> {
  const answer = await fetch(`${legacyUrl}/run`, { method: "POST", body: JSON.stringify(order) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The old pattern: the request is answered when the script that it started has ended. */
async function serveLegacy(): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const failure = await runLegacyScript(body).catch((error: unknown) => String(error));
    response.writeHead(failure ? 500 : 200).end(failure);
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0 }, resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

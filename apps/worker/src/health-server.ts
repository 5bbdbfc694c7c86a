import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type HealthServerOptions = {
  port: number;
  host: string;
  metrics: () => Promise<string>;
  /** null when all is well, else one sentence */
  whyNotHealthy: () => string | null;
  whyNotReady: () => string | null;
};

export type HealthServer = { port: number; close: () => Promise<void> };

/** `/healthz` says that the process does its rounds, `/readyz` that it takes jobs, `/metrics` counts. Nothing else is told. */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answerTo(new URL(request.url ?? "/", "http://worker").pathname, options)
      .catch((): Answer => ({ status: 500, type: "application/json", body: "{}" }))
      .then(({ status, type, body }) => {
        response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
      });
  });
  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Answer = { status: number; type: string; body: string };

async function answerTo(path: string, { metrics, whyNotHealthy, whyNotReady }: HealthServerOptions): Promise<Answer> {
  if (path === "/healthz") return verdict(whyNotHealthy());
  if (path === "/readyz") return verdict(whyNotReady());
  if (path === "/metrics") return { status: 200, type: "text/plain; version=0.0.4", body: await metrics() };
  return { status: 404, type: "application/json", body: "{}" };
}

function verdict(reason: string | null): Answer {
  const body = JSON.stringify(reason === null ? { ok: true } : { ok: false, reason });
  return { status: reason === null ? 200 : 503, type: "application/json", body };
}

function listen(server: Server, { port, host }: HealthServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

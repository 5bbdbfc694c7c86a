import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { serveControl } from "../control/serve-control.ts";
import { storePage } from "../portal/store-page.ts";
import type { App } from "./app.ts";
import { placeOf, portSuffix } from "./hosts.ts";
import { serveAdmin } from "./serve-admin.ts";

const connections = new WeakMap<Socket, { id: number; nth: number }>();
let connectionCount = 0;

export function createPortalServer(app: App): Server {
  const server = createServer((request, response) => {
    serve(app, request, response).catch((problem: unknown) => {
      // Our own bug. Loud, but the other seven browsers carry on.
      console.error(problem);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // Longer than any browser keeps an idle connection, so reuse is the browser's choice, as at the real portal.
  server.keepAliveTimeout = 75_000;
  return server;
}

async function serve(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const connection = countOn(request.socket);
  const url = new URL(request.url ?? "/", "http://portal");
  if (url.pathname === "/__simulator" || url.pathname.startsWith("/__simulator/")) {
    return serveControl(app, { request, response, url });
  }
  const place = placeOf(request.headers.host);
  switch (place.kind) {
    case "admin":
      return serveAdmin(app, { request, response, url, base: place.base, connection });
    case "store":
      return serveStore(app, { request, response, url, place, connection });
    case "other":
      response.writeHead(302, {
        location: `http://admin.simulator.localhost${portSuffix(request.headers.host)}${url.pathname}`,
      });
      response.end();
  }
}

function countOn(socket: Socket): { id: number; nth: number } {
  const known = connections.get(socket);
  const now = known ? { id: known.id, nth: known.nth + 1 } : { id: ++connectionCount, nth: 1 };
  connections.set(socket, now);
  return now;
}

type StoreVisit = {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  place: { base: string; subdomain: string };
  connection: { id: number; nth: number };
};

function serveStore(app: App, { request, response, url, place, connection }: StoreVisit): void {
  const method = request.method ?? "GET";
  const host = request.headers.host ?? "";
  const entry = app.journal.nextRequest({
    method,
    host,
    path: url.pathname,
    connection: connection.id,
    nthOnConnection: connection.nth,
  });
  const { status, html } = storePage(app.journal.state, place, portSuffix(host));
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(html);
  app.journal.answered(entry, status);
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type Arrival = { method: string; path: string; bytes: number; connection: number; nthOnConnection: number };

export type JournalServer = {
  port: number;
  /** `http://<name>.localhost:<port>` */
  origin: (name?: string) => string;
  /** what is not a read, each once its whole body is here */
  changes: () => Arrival[];
  all: () => Arrival[];
  page: (path: string, html: string, headers?: Record<string, string>) => void;
  close: () => Promise<void>;
};

/** A server that only remembers what reached it, and misbehaves by path: `/reset`, `/close`, `/status/<n>`, `/hang`, `/to/307<path>`. */
export async function startJournalServer(): Promise<JournalServer> {
  const arrivals: Arrival[] = [];
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const connections = new Map<Socket, { number: number; requests: number }>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = connections.get(request.socket) ?? { number: connections.size + 1, requests: 0 };
    connections.set(request.socket, connection);
    connection.requests += 1;
    const nthOnConnection = connection.requests;
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    const path = request.url ?? "";
    arrivals.push({ method: request.method ?? "", path, bytes, connection: connection.number, nthOnConnection });
    if (path.startsWith("/reset")) return void request.socket.resetAndDestroy();
    if (path.startsWith("/close")) return void request.socket.destroy();
    if (path.startsWith("/hang")) return;
    const headers = {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "*",
      "access-control-allow-headers": "*",
    };
    const status = /^\/status\/(\d+)/.exec(path)?.[1];
    if (status) return void response.writeHead(Number(status), headers).end(`status ${status}`);
    const redirect = /^\/to\/(\d+)(.*)$/.exec(path);
    if (redirect) return void response.writeHead(Number(redirect[1]), { ...headers, location: redirect[2] }).end();
    const page = pages.get(path);
    if (page) return void response.writeHead(200, { "content-type": "text/html", ...page.headers }).end(page.html);
    if (path.endsWith(".js"))
      return void response.writeHead(200, { "content-type": "text/javascript" }).end(pages.get(`${path}!`)?.html ?? "");
    response.writeHead(200, { ...headers, "content-type": "text/html" }).end("<title>ok</title>ok");
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const isRead = (method: string) => ["GET", "HEAD", "OPTIONS"].includes(method);
  return {
    port,
    origin: (name = "portal") => `http://${name}.localhost:${port}`,
    changes: () => arrivals.filter(({ method }) => !isRead(method)),
    all: () => [...arrivals],
    page: (path, html, headers = {}) => pages.set(path, { html, headers }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { generate } from "selfsigned";

export type Arrival = {
  /** `WEBSOCKET` for a handshake */
  method: string;
  path: string;
  bytes: number;
  /** "1.1" or "2.0" */
  httpVersion: string;
  connection: number;
  nthOnConnection: number;
};

export type JournalServer = {
  port: number;
  /** `http://<name>.localhost:<port>`, `https` for HTTP/2 */
  origin: (name?: string) => string;
  /** what is not a read, each once its whole body is here */
  changes: () => Arrival[];
  all: () => Arrival[];
  page: (path: string, html: string, headers?: Record<string, string>) => void;
  close: () => Promise<void>;
};

/**
 * A server that only remembers what reached it, and misbehaves by path: `/reset`, `/close`, `/status/<n>`, `/hang`, `/to/307<path>`,
 * `/closed` (other origins may not send there).
 */
export async function startJournalServer({ isHttp2 = false } = {}): Promise<JournalServer> {
  const arrivals: Arrival[] = [];
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const connections = new Map<Socket, { number: number; requests: number }>();

  function remember(request: { url?: string; socket: Socket; httpVersion: string }, method: string): Arrival {
    const connection = connections.get(request.socket) ?? { number: connections.size + 1, requests: 0 };
    connections.set(request.socket, connection);
    connection.requests += 1;
    const { httpVersion } = request;
    const { number, requests } = connection;
    return { method, path: request.url ?? "", bytes: 0, httpVersion, connection: number, nthOnConnection: requests };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrival = remember(request, request.method ?? "");
    for await (const chunk of request) arrival.bytes += (chunk as Buffer).length;
    arrivals.push(arrival);
    const { path } = arrival;
    if (path.startsWith("/reset")) return void request.socket.resetAndDestroy();
    if (path.startsWith("/close")) return void request.socket.destroy();
    if (path.startsWith("/hang")) return;
    const headers = !path.startsWith("/closed") && {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "*",
      "access-control-allow-headers": "*",
    };
    const status = /^\/status\/(\d+)/.exec(path)?.[1];
    if (status) return void response.writeHead(Number(status), { ...headers }).end(`status ${status}`);
    const redirect = /^\/to\/(\d+)(.*)$/.exec(path);
    if (redirect) return void response.writeHead(Number(redirect[1]), { ...headers, location: redirect[2] }).end();
    const page = pages.get(path);
    if (page) return void response.writeHead(200, { "content-type": "text/html", ...page.headers }).end(page.html);
    if (path.endsWith(".js"))
      return void response.writeHead(200, { "content-type": "text/javascript" }).end(pages.get(`${path}!`)?.html ?? "");
    response.writeHead(200, { ...headers, "content-type": "text/html" }).end("<title>ok</title>ok");
  }

  const server = isHttp2 ? await secureServer(answer) : plainServer(answer);
  server.on("upgrade", (request: IncomingMessage, socket: Socket) => {
    arrivals.push(remember(request, "WEBSOCKET"));
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const isRead = (method: string) => ["GET", "HEAD", "OPTIONS"].includes(method);
  return {
    port,
    origin: (name = "portal") => `${isHttp2 ? "https" : "http"}://${name}.localhost:${port}`,
    changes: () => arrivals.filter(({ method }) => !isRead(method)),
    all: () => [...arrivals],
    page: (path, html, headers = {}) => pages.set(path, { html, headers }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections.keys()) socket.destroy();
      }),
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function plainServer(answer: Answer) {
  return createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
}

async function secureServer(answer: Answer) {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
  return createSecureServer({ key, cert }, (request: Http2ServerRequest, response: Http2ServerResponse) => {
    // Node's compatibility layer: the same members as HTTP/1.1, of other classes.
    answer(request as unknown as IncomingMessage, response as unknown as ServerResponse).catch(() =>
      response.destroy(),
    );
  });
}

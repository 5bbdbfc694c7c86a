import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

type LimitHttp = { target: string; limitMs: number };

/** A proxy like the ones in front of web servers: a request that is not answered within the limit is cut off with 504. */
export async function limitHttp({ target, limitMs }: LimitHttp) {
  const cut: string[] = [];
  const to = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: to.host };
    if (headers.origin) headers.origin = to.origin;
    const forwarded = request(
      { host: to.hostname, port: to.port, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    const limit = setTimeout(() => {
      cut.push(`${incoming.method} ${incoming.url}`);
      forwarded.destroy();
      if (!outgoing.headersSent) outgoing.writeHead(504);
      outgoing.end();
    }, limitMs);
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => {
      clearTimeout(limit);
      forwarded.destroy();
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0 }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    cutOff: () => cut,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

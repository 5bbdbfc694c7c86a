import { createServer } from "node:net";

/** The first port from `preferred` upwards that nobody listens on at 127.0.0.1. */
export async function findFreePort(preferred: number): Promise<number> {
  for (let port = preferred; port <= 65_535; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port from ${preferred} upwards on 127.0.0.1.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { type Destination, readGreeting, readRequest, SOCKS_REPLY, type SocksReply } from "./socks.ts";

export type WireOptions = {
  /** Asked for every chunk in either direction, so also in the first tick after this process was stopped for a while. */
  isAlive: () => boolean;
  isAllowed: (host: string, port: number) => boolean;
  /** A connection the browser wanted and did not get. */
  onRefused?: (destination: Destination) => void;
};

/**
 * The one way out of a browser: a SOCKS5 proxy inside this process. It carries nothing once the attempt may not act any
 * more, and its sockets die with the process (browser reference, sections 4, 5 and 8).
 */
export type Wire = {
  /** `socks5://127.0.0.1:<port>` */
  readonly url: string;
  readonly isCut: boolean;
  readonly tunnelCount: number;
  /** Ends every tunnel at once and for good. Synchronous, needs no answer from the browser. */
  cut: () => void;
  /**
   * Waits for 30 ms of silence (at most 2 s) and drops every tunnel, so that what goes next travels on a connection nobody
   * has used: Chromium repeats a POST by itself when a used connection is reset, and only then.
   */
  renew: () => Promise<void>;
  /** Cuts and stops listening. */
  close: () => Promise<void>;
};

type Tunnel = { browser: Socket; portal: Socket; movedAt: number };

const SILENCE_MS = 30;
const SILENCE_WAIT_LIMIT_MS = 2_000;
const CONNECT_LIMIT_MS = 15_000;

export async function openWire(options: WireOptions): Promise<Wire> {
  const tunnels = new Set<Tunnel>();
  const sockets = new Set<Socket>();
  let isCut = false;

  function cut(): void {
    isCut = true;
    for (const socket of sockets) socket.destroy();
    tunnels.clear();
  }

  function mayCarry(): boolean {
    if (!isCut && !options.isAlive()) cut();
    return !isCut;
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A reset by either end is the network's business; the other half of the tunnel is closed by "close".
    socket.on("error", () => socket.destroy());
  }

  async function serve(browser: Socket): Promise<void> {
    keep(browser);
    if (!mayCarry()) return void browser.destroy();
    await readGreeting(browser);
    browser.write(Uint8Array.of(5, 0));
    const destination = await readRequest(browser);
    if (!options.isAllowed(destination.host, destination.port)) {
      options.onRefused?.(destination);
      return refuse(browser, "not allowed");
    }
    const portal = await reach(destination, keep);
    if (!portal) return refuse(browser, "connection refused");
    if (!mayCarry() || browser.destroyed) return void portal.destroy();
    browser.write(reply("granted"));
    join({ browser, portal, movedAt: performance.now() });
  }

  function join(tunnel: Tunnel): void {
    tunnels.add(tunnel);
    carry(tunnel, tunnel.browser, tunnel.portal);
    carry(tunnel, tunnel.portal, tunnel.browser);
  }

  function carry(tunnel: Tunnel, from: Socket, to: Socket): void {
    from.on("data", (bytes) => {
      if (!mayCarry()) return;
      tunnel.movedAt = performance.now();
      if (!to.write(bytes)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    });
    from.once("end", () => to.end());
    from.once("close", (hadError) => {
      tunnels.delete(tunnel);
      if (hadError) to.resetAndDestroy();
      else to.end();
    });
    from.resume();
  }

  async function renew(): Promise<void> {
    const giveUpAt = performance.now() + SILENCE_WAIT_LIMIT_MS;
    for (;;) {
      const now = performance.now();
      const lastMovedAt = Math.max(0, ...[...tunnels].map((tunnel) => tunnel.movedAt));
      if (isCut || now - lastMovedAt >= SILENCE_MS || now >= giveUpAt) break;
      await new Promise((resolve) => setTimeout(resolve, SILENCE_MS - (now - lastMovedAt)));
    }
    const dropped = [...tunnels];
    tunnels.clear();
    await Promise.all(dropped.map(({ browser, portal }) => Promise.all([ended(browser), ended(portal)])));
  }

  const server = createServer({ pauseOnConnect: false }, (browser) => {
    browser.setNoDelay(true);
    serve(browser).catch(() => browser.destroy());
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;

  return {
    url: `socks5://127.0.0.1:${port}`,
    get isCut() {
      return isCut;
    },
    get tunnelCount() {
      return tunnels.size;
    },
    cut,
    renew,
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, resolve);
  });
}

/** Names below `.localhost` mean this machine, whatever its resolver thinks (RFC 6761). */
function isThisMachine(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}

function reach({ host, port }: Destination, keep: (socket: Socket) => void): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: isThisMachine(host) ? "127.0.0.1" : host, port, noDelay: true });
    keep(socket);
    const limit = setTimeout(() => socket.destroy(), CONNECT_LIMIT_MS);
    socket.once("connect", () => {
      clearTimeout(limit);
      socket.pause();
      resolve(socket);
    });
    socket.once("close", () => {
      clearTimeout(limit);
      resolve(undefined);
    });
  });
}

function reply(answer: SocksReply): Uint8Array {
  return Uint8Array.of(5, SOCKS_REPLY[answer], 0, 1, 0, 0, 0, 0, 0, 0);
}

function refuse(browser: Socket, answer: SocksReply): void {
  browser.end(reply(answer));
}

function ended(socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    socket.destroy();
  });
}

import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A stretch of network between a program and a server of ours, to be made bad. Loopback only. */
export type TcpProxy = {
  readonly port: number;
  /** Open connections that still carry bytes. */
  readonly connectionCount: number;
  /** Where new connections lead from now on; the server may have come back on another port. */
  target: number;
  /** Added to every chunk in either direction. */
  delayMs: number;
  /** Resets every open connection, as a restarted router would. */
  drop: () => number;
  /** While true new connections are reset at once. */
  isRefusing: boolean;
  /**
   * Half-open: neither end hears of it, nothing is carried any more, both stay "connected".
   * @param which counted from the oldest that still carries; false when there is none
   */
  blackhole: (which: number) => boolean;
  close: () => Promise<void>;
};

type Pair = { near: Socket; far: Socket; isDead: boolean };

export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  const state = { target: targetPort, delayMs: 0, isRefusing: false };

  function carry(pair: Pair, from: Socket, to: Socket): void {
    from.on("data", (bytes) => {
      if (pair.isDead) return;
      const pass = () => {
        if (!pair.isDead && !to.destroyed) to.write(bytes);
      };
      if (state.delayMs > 0) setTimeout(pass, state.delayMs);
      else pass();
    });
    from.on("error", () => from.destroy());
    from.once("end", () => {
      if (!pair.isDead) to.end();
    });
    from.once("close", (hadError) => {
      pairs.delete(pair);
      if (pair.isDead) return;
      if (hadError) to.resetAndDestroy();
      else to.end();
    });
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    near.on("error", () => near.destroy());
    if (state.isRefusing) return void near.resetAndDestroy();
    const far = connect({ host: "127.0.0.1", port: state.target, allowHalfOpen: true });
    near.setNoDelay(true);
    far.setNoDelay(true);
    const pair = { near, far, isDead: false };
    pairs.add(pair);
    carry(pair, near, far);
    carry(pair, far, near);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, resolve);
  });
  const { port } = server.address() as AddressInfo;

  const living = () => [...pairs].filter((pair) => !pair.isDead);

  return {
    port,
    get connectionCount() {
      return living().length;
    },
    get target() {
      return state.target;
    },
    set target(next) {
      state.target = next;
    },
    get delayMs() {
      return state.delayMs;
    },
    set delayMs(ms) {
      state.delayMs = ms;
    },
    get isRefusing() {
      return state.isRefusing;
    },
    set isRefusing(isRefusing) {
      state.isRefusing = isRefusing;
    },
    drop: () => {
      const all = [...pairs];
      for (const { near, far } of all) {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
      return all.length;
    },
    blackhole: (which) => {
      const pair = living()[which];
      if (pair) pair.isDead = true;
      return pair !== undefined;
    },
    close: async () => {
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

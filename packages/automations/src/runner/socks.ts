import type { Socket } from "node:net";

/** The two messages of SOCKS5 (RFC 1928) that a browser sends before its own bytes. */
export type Destination = { host: string; port: number };

export const SOCKS_REPLY = { granted: 0, "not allowed": 2, "connection refused": 5 } as const;
export type SocksReply = keyof typeof SOCKS_REPLY;

const CONNECT = 1;
const ADDRESS_LENGTHS: Record<number, number> = { 1: 4, 4: 16 };
const NAME = 3;

export async function readGreeting(socket: Socket): Promise<void> {
  const [version = 0, methodCount = 0] = await take(socket, 2);
  if (version !== 5) throw new Error("not SOCKS5");
  await take(socket, methodCount);
}

/** Throws for anything but CONNECT, and when the socket closes half-way. */
export async function readRequest(socket: Socket): Promise<Destination> {
  const [version, command, , kind = 0] = await take(socket, 4);
  if (version !== 5 || command !== CONNECT) throw new Error("only SOCKS5 CONNECT is served");
  const length = kind === NAME ? ((await take(socket, 1))[0] ?? 0) : ADDRESS_LENGTHS[kind];
  if (length === undefined) throw new Error(`unknown address kind ${kind}`);
  const address = await take(socket, length);
  const port = (await take(socket, 2)).readUInt16BE(0);
  return { host: kind === NAME ? address.toString("ascii").toLowerCase() : written(address), port };
}

function written(address: Buffer): string {
  if (address.length === 4) return address.join(".");
  return address.toString("hex").replace(/(.{4})(?=.)/g, "$1:");
}

/** Exactly so many bytes; what follows stays in the socket for the next reader. */
async function take(socket: Socket, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes: Buffer | null = socket.read(length);
    if (bytes?.length === length) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("closed half-way");
    await readable(socket);
  }
}

function readable(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      socket.off("readable", done);
      socket.off("close", closed);
      resolve();
    };
    const closed = () => {
      socket.off("readable", done);
      reject(new Error("closed half-way"));
    };
    socket.once("readable", done);
    socket.once("close", closed);
  });
}

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

let echo: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.pipe(socket);
  });
  echo.listen({ host: "127.0.0.1", port: 0 });
  await once(echo, "listening");
  proxy = await openTcpProxy((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.close();
});

async function dial(): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port: proxy.port });
  socket.on("error", () => socket.destroy());
  clients.push(socket);
  await once(socket, "connect");
  return socket;
}

/** `once` would reject with the reset that we want to see. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

async function say(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [bytes] = (await once(socket, "data")) as [Buffer];
  return bytes.toString();
}

test("bytes pass in both directions", async () => {
  await expect(say(await dial(), "kia ora")).resolves.toBe("kia ora");
});

test("a dropped connection is reset, and the next one works", async () => {
  const client = await dial();
  await say(client, "one");
  const isClosed = closed(client);
  expect(proxy.drop()).toBe(1);
  await isClosed;
  await expect(say(await dial(), "two")).resolves.toBe("two");
});

test("a blackholed connection stays open and silent while others go on", async () => {
  const [one, two] = [await dial(), await dial()];
  await say(one, "a");
  await say(two, "b");
  expect(proxy.blackhole(0)).toBe(true);
  one.write("anybody there?");
  await expect(say(two, "yes")).resolves.toBe("yes");
  expect(one.destroyed).toBe(false);
  expect(one.bytesRead).toBe(1);
  expect(proxy.connectionCount).toBe(1);
  expect(proxy.blackhole(1)).toBe(false);
});

test("a delay holds bytes back", async () => {
  const client = await dial();
  proxy.delayMs = 80;
  const startedAt = performance.now();
  await say(client, "slow");
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(155);
});

test("while it refuses, nobody gets through", async () => {
  proxy.isRefusing = true;
  const client = connect({ host: "127.0.0.1", port: proxy.port });
  clients.push(client);
  client.on("error", () => client.destroy());
  await closed(client);
  expect(proxy.connectionCount).toBe(0);
});

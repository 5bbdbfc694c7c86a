import { once } from "node:events";
import { createServer } from "node:net";
import { findFreePort } from "@pumpd/db/embedded";
import { expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { findPorts } from "./find-ports.ts";

test("a taken port moves to the next free one and is said; two apps never get the same", async () => {
  const wish = await findFreePort(40_000 + Math.floor(Math.random() * 5_000));
  const other = createServer().listen(wish, "127.0.0.1");
  await once(other, "listening");
  const said: string[] = [];
  const env = readEnv({ PORT: String(wish), WORKER_PORT: String(wish), SIMULATOR_PORT: String(wish) });
  const ports = await findPorts(env, (line) => said.push(line));
  other.close();
  expect(new Set([wish, ports.web, ports.worker, ports.simulator]).size).toBe(4);
  expect(said[0]).toBe(`Port ${wish} is taken; web moves to ${ports.web}.`);
  expect(said).toHaveLength(3);
});

test("port 0 is any free one, and nothing to tell", async () => {
  const said: string[] = [];
  const ports = await findPorts(readEnv({ PORT: "0", WORKER_PORT: "0", SIMULATOR_PORT: "0" }), (line) =>
    said.push(line),
  );
  expect(Math.min(...Object.values(ports))).toBeGreaterThan(1024);
  expect(said).toEqual([]);
});

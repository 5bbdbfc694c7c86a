import { startSimulator } from "@pumpd/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAtPortal } from "../src/look-at-portal.ts";

let simulator: Awaited<ReturnType<typeof startSimulator>>;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

test("a portal that answers is timed, also under a name below .localhost", async () => {
  expect(await lookAtPortal(simulator.url)).toBeGreaterThan(0);
});

test("an error of the portal's own, or nobody there, is no answer", async () => {
  await simulator.control.fault({ kind: "status", status: 503, route: "*" });
  expect(await lookAtPortal(simulator.url)).toBeNull();
  expect(await lookAtPortal("http://127.0.0.1:9")).toBeNull();
});

test("a portal that shows its maintenance page is closed, whatever status it gives that page", async () => {
  for (const status of [200, 503]) {
    await simulator.control.heal();
    expect(await lookAtPortal(simulator.url)).not.toBeNull();
    await simulator.control.fault({ kind: "maintenance-page", status });
    expect(await lookAtPortal(simulator.url)).toBeNull();
  }
});

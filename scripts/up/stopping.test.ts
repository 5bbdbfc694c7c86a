import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const fixture = join(dirname(fileURLToPath(import.meta.url)), "fixtures/stop-in-order.ts");

/** Runs the fixture, sends the signal when it says it is ready, and gives back its exit code and what it said after. */
async function stopWith(
  signal: NodeJS.Signals,
  moment: "ready" | "starting",
): Promise<{ code: number | null; said: string[] }> {
  const child = spawn(process.execPath, [fixture], { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === moment) child.kill(signal);
    said.push(line);
  }
  const [code] = await ended;
  return { code, said };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends the worker first, what all stand on last, and leaves with 0",
  async (signal) => {
    const { code, said } = await stopWith(signal, "ready");
    expect(code).toBe(0);
    expect(said.filter((line) => line.startsWith("end "))).toEqual([
      "end worker",
      "end web",
      "end simulator",
      "end postgres",
      "end run file",
    ]);
  },
);

test("asked in the middle of the start, it still ends what the start brings up afterwards", async () => {
  const { code, said } = await stopWith("SIGTERM", "starting");
  expect(code).toBe(0);
  expect(said).toContain("end postgres");
});

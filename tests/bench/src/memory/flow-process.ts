import { fork } from "node:child_process";
import { join } from "node:path";
import type { FlowCase } from "../flows/cases.ts";
import type { BenchPortal } from "../flows/portal.ts";
import type { FlowAnswer, FlowOrder, Way } from "./run-flows.ts";

export type FlowProcess = {
  pid: number;
  run: (way: Way, portal: BenchPortal, flow: FlowCase, sleepMs?: number) => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts `run-flows.ts`; resolves when it listens. */
export async function startFlowProcess(): Promise<FlowProcess> {
  const child = fork(join(import.meta.dirname, "run-flows.ts"), ["--legacy"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, PromiseWithResolvers<void>>();
  let last = 0;
  const expectAnswer = (id: number) => {
    const answer = Promise.withResolvers<void>();
    waiting.set(id, answer);
    return answer.promise;
  };
  child.on("message", ({ id, error }: FlowAnswer) => {
    if (error) waiting.get(id)?.reject(new Error(error));
    else waiting.get(id)?.resolve();
    waiting.delete(id);
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process of the flows ended with ${code}`));
  });
  await expectAnswer(0);
  return {
    pid: child.pid ?? 0,
    run: (way, { adminUrl, credentials }, flow, sleepMs) => {
      last += 1;
      const order: FlowOrder = { id: last, way, portal: { adminUrl, credentials }, flow, sleepMs };
      child.send(order);
      return expectAnswer(last);
    },
    stop: async () => {
      const gone = new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
      });
      child.disconnect();
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/**
 * One attempt in a process of its own, so that it can be killed at a crash point. The ledger stays with the parent and
 * is asked over IPC, as a real worker asks its database: what the parent has, survives.
 */
import { registerRestaurantFlow } from "../../src/jobs/register_restaurant/flow.ts";
import type { JobStore } from "../../src/runner/ports.ts";
import { runFlow } from "../../src/runner/run.ts";
import { browserSettings } from "./own-browser.ts";

export type ChildTask = {
  adminUrl: string;
  credentials: { login: string; password: string };
  input: unknown;
  crashAt: string;
  tempRoot: string;
  mark: string;
};
export type ChildCall = { id: number; method: keyof JobStore; argument: unknown };
export type ChildAnswer = { id: number; value?: unknown; problem?: string };

const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
let nextId = 1;

function ask(method: keyof JobStore, argument?: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const id = nextId++;
    waiting.set(id, { resolve, reject });
    const call: ChildCall = { id, method, argument };
    process.send?.(call);
  });
}

// Each method takes one argument or none and answers what the parent's store answers, so one cast covers them all.
const store = {
  stepBegan: (step: unknown) => ask("stepBegan", step),
  stepEnded: (step: unknown) => ask("stepEnded", step),
  progress: () => undefined,
  log: () => undefined,
  effects: () => ask("effects"),
  intend: (effect: unknown) => ask("intend", effect),
  markSent: (id: string) => ask("markSent", id),
  observed: (id: string, evidence: unknown) => ask("observed", { id, evidence }),
  refused: (id: string, about: unknown) => ask("refused", { id, about }),
  unknown: (id: string, about: unknown) => ask("unknown", { id, about }),
  request: () => undefined,
  picture: async () => undefined,
} as unknown as JobStore;

process.on("message", (message: ChildAnswer | ChildTask) => {
  if ("adminUrl" in message) return void run(message);
  const one = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.problem === undefined) one?.resolve(message.value);
  else one?.reject(new Error(message.problem));
});

async function run(task: ChildTask): Promise<void> {
  const settings = await browserSettings(task.mark);
  await runFlow({
    flow: registerRestaurantFlow,
    input: task.input,
    ports: {
      store,
      host: {
        adminUrl: task.adminUrl,
        isAllowed: (host) => host.endsWith(".simulator.localhost"),
        locale: "en-NZ",
        timezone: "Pacific/Auckland",
        credentials: task.credentials,
      },
      clock: { nowMs: () => performance.now() },
      lease: { lengthMs: 45_000, remainingMs: () => 45_000 },
      onCrashpoint: (name) => {
        if (name === task.crashAt) process.kill(process.pid, "SIGKILL");
      },
    },
    browser: { ...settings, tempRoot: task.tempRoot },
    signal: new AbortController().signal,
    evidence: { pictures: "off" },
  });
  process.exit(0);
}

import { startStack } from "@pumpd/testing";
import { type Measure, quantile } from "../harness/measure.ts";
import { timeOf } from "../harness/pairs.ts";
import { weighTree } from "../harness/process-tree.ts";
import { signIn } from "../system/sign-in.ts";

/** As often as a page asks while something runs. */
const EVERY_MS = 2_000;
const ROUNDS = 15;
/** Polls until the code of web is compiled as it stays. */
const WARM_UP = 500;

/** What pages that stand open cost: so many ask what is new, each on its own, and nothing is. */
export async function benchPolls({ tabs }: { tabs: number }): Promise<Measure[]> {
  const stack = await startStack();
  try {
    const headers = { cookie: await signIn(stack), origin: stack.url };
    const input = JSON.stringify({ since: new Date(Date.now() + 60_000).toISOString() });
    const address = `${stack.url}/api/trpc/jobs.status?${new URLSearchParams({ input })}`;
    const poll = async () => {
      const answer = await fetch(address, { headers });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`a poll was answered ${answer.status}: ${text}`);
    };
    for (let at = 0; at < WARM_UP; at += 1) await poll();
    const times: number[] = [];
    const { cpuSeconds } = await weighTree(stack.pidOf("web"), () =>
      Promise.all(Array.from({ length: tabs }, (_, at) => openTab({ afterMs: (at / tabs) * EVERY_MS, poll, times }))),
    );
    const name = `${tabs} tabs that ask every ${EVERY_MS / 1_000} s`;
    return [
      {
        id: "M9.p95",
        name: `Poll over HTTP with nothing new, p95, ${name}`,
        value: quantile(times, 0.95),
        unit: "ms",
      },
      {
        id: "M9.cpu",
        name: `CPU of web per 1 000 polls, ${name}`,
        value: (cpuSeconds / times.length) * 1_000,
        unit: "s",
      },
    ];
  } finally {
    await stack.stop();
  }
}

type Tab = { afterMs: number; poll: () => Promise<void>; times: number[] };

/** Asks, waits as a page does, and asks again. */
async function openTab({ afterMs, poll, times }: Tab): Promise<void> {
  await pause(afterMs);
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timeOf(poll));
    await pause(EVERY_MS);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

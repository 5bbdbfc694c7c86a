import { fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registerRestaurantExamples } from "../src/jobs/register_restaurant/examples.ts";
import { registerRestaurantFlow } from "../src/jobs/register_restaurant/flow.ts";
import { CRASHPOINTS, type Crashpoint } from "../src/runner/crashpoints.ts";
import { reapLeftovers } from "../src/runner/reap-leftovers.ts";
import { MemoryLedger, TestLease } from "./support/memory-job-store.ts";
import { tempRoot } from "./support/own-browser.ts";
import { attempt, codeOf, openPortalBench, type PortalBench } from "./support/portal-bench.ts";
import type { ChildAnswer, ChildCall, ChildTask } from "./support/run-child.ts";

let portal: PortalBench;
beforeAll(async () => {
  portal = await openPortalBench();
});
afterAll(() => portal.stop());

const input = registerRestaurantExamples.plain;
const MARK = "crashed";

/** What the next attempt must come to: `either` where the request may or may not have left. */
const EXPECTED: Record<Crashpoint, "finished" | "OUTCOME_UNKNOWN" | "either"> = {
  "before-probe": "finished",
  "after-probe": "finished",
  "before-intent": "finished",
  "after-intent": "finished",
  "while-held": "finished",
  "after-sent": "OUTCOME_UNKNOWN",
  "after-continue": "either",
  "after-apply": "finished",
  "before-observed": "finished",
  "after-observed": "finished",
  "before-finish": "finished",
};

/** One attempt in another process, killed at the crash point; its ledger is ours. */
async function crashed(ledger: MemoryLedger, crashAt: Crashpoint): Promise<NodeJS.Signals | null> {
  const { store } = ledger.attempt("job-1", new TestLease());
  const child = fork(new URL("support/run-child.ts", import.meta.url), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: [],
  });
  child.on("message", (call: ChildCall) => {
    void answer(call).then((reply) => child.connected && child.send(reply, () => undefined));
  });
  async function answer({ id, method, argument }: ChildCall): Promise<ChildAnswer> {
    const about = argument as { id: string; evidence: never; about: never };
    const calls: Partial<Record<ChildCall["method"], () => Promise<unknown>>> = {
      stepBegan: () => store.stepBegan(argument as never),
      stepEnded: () => store.stepEnded(argument as never),
      effects: () => store.effects(),
      intend: () => store.intend(argument as never),
      markSent: () => store.markSent(argument as string),
      observed: () => store.observed(about.id, about.evidence),
      refused: () => store.refused(about.id, about.about),
      unknown: () => store.unknown(about.id, about.about),
    };
    try {
      return { id, value: await calls[method]?.() };
    } catch (thrown) {
      return { id, problem: String(thrown) };
    }
  }
  const task: ChildTask = {
    adminUrl: portal.url,
    credentials: { login: portal.login, password: portal.password },
    input,
    crashAt,
    tempRoot,
    mark: MARK,
  };
  child.send(task);
  const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return signal;
}

describe("killed at each crash point, the next attempt goes on from the ledger", () => {
  test.each(CRASHPOINTS)("%s", { timeout: 60_000 }, async (crashAt) => {
    await portal.reset();
    const ledger = new MemoryLedger();
    expect(await crashed(ledger, crashAt)).toBe("SIGKILL");
    const { ending, told } = await attempt(portal, registerRestaurantFlow, input, {
      ledger,
      timings: { probeAfterSentMs: 1_500 },
    });
    const created = (await portal.effects()).length;
    const expected = EXPECTED[crashAt];
    if (expected === "either") expect([`finished 1`, `OUTCOME_UNKNOWN 0`]).toContain(`${codeOf(ending)} ${created}`);
    else expect(`${codeOf(ending)} ${created}`).toBe(`${expected} ${expected === "finished" ? 1 : 0}`);
    if (crashAt === "after-observed") expect(told.steps[1]).toMatchObject({ key: "create", status: "kept" });
    const { groups } = await reapLeftovers({ tempRoot, isOurs: (mark) => mark === MARK });
    expect(groups).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import { fail, isFailed } from "../src/define/failed.ts";
import { change as declareChange } from "../src/define/steps.ts";
import { type Change, type ChangeTools, makeChange } from "../src/runner/change.ts";
import { openEffectBook } from "../src/runner/effect-book.ts";
import type { Answer, Passage, Permit } from "../src/runner/gate.ts";
import { LeaseLost, StoreAway } from "../src/runner/ports.ts";
import { MemoryLedger, TestLease } from "./support/memory-job-store.ts";

/** A portal and a gate without a browser: what one request does, and what is answered. */
class PaperPortal {
  things = 0;
  requests = 0;
  #armed: {
    permit: Permit;
    passage: { state: Passage["state"]; refusal: string | null; ledgerError: unknown };
    decide: () => void;
    answer: (answer: Answer) => void;
  } | null = null;

  readonly gate = {
    arm: (permit: Permit): Passage => {
      const decided = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<Answer>();
      const passage = {
        state: "waiting" as Passage["state"],
        refusal: null as string | null,
        ledgerError: undefined as unknown,
      };
      this.#armed = { permit, passage, decide: decided.resolve, answer: answer.resolve };
      return Object.assign(passage, { decided: decided.promise, answer: answer.promise });
    },
    disarm: () => {
      this.#armed = null;
    },
  };

  /** What the page does when the button is pressed. */
  async press(how: { commits: boolean; answers: Answer | "never" }): Promise<void> {
    const armed = this.#armed;
    if (!armed) throw new Error("not armed");
    armed.passage.state = "marking";
    const isMarked = await armed.permit.markSent().catch((thrown: unknown) => {
      armed.passage.ledgerError = thrown;
      return false;
    });
    armed.passage.state = isMarked ? "sent" : "refused";
    if (!isMarked) armed.passage.refusal = "the ledger refused";
    if (isMarked) {
      this.requests += 1;
      if (how.commits) this.things += 1;
    }
    armed.decide();
    if (isMarked && how.answers !== "never") armed.answer(how.answers);
  }
}

const steps = {
  never: declareChange("Make one", { usualMs: 1, repeat: "never", commit: "restaurant.create" }),
  safe: declareChange("Set it", { usualMs: 1, repeat: "safe", commit: "settings.save" }),
};

type Press = { commits: boolean; answers: Answer | "never" };
const ok: Answer = { kind: "status", status: 201, text: null };
const status = (code: number): Answer => ({ kind: "status", status: code, text: `{"message":"no ${code}"}` });
const lost: Answer = { kind: "lost", reason: "ConnectionReset" };

async function setUp(
  repeat: "never" | "safe",
  presses: Press[],
  options: { ledger?: MemoryLedger; portal?: PaperPortal; earlier?: "trusted" | "probed" } = {},
) {
  const { ledger = new MemoryLedger(), portal = new PaperPortal(), earlier = "trusted" } = options;
  const lease = new TestLease();
  const { store } = ledger.attempt("job", lease);
  const book = await openEffectBook(store);
  const observing: boolean[] = [];
  const probes: boolean[] = [];
  const tools: ChangeTools = {
    book,
    gate: portal.gate,
    watch: {
      tripped: new Promise(() => undefined),
      phase: () => undefined,
      progress: () => undefined,
      stop: () => undefined,
    },
    timings: { probeAfterSentMs: 60, answerMs: 40 },
    earlier,
    unknownWords: { button: "Create", thing: "the thing" },
    nowMs: () => performance.now(),
    at: async () => undefined,
    stopHere: () => undefined,
    observing: (isObserving) => observing.push(isObserving),
    say: () => undefined,
    log: () => undefined,
  };
  let pressed = 0;
  const change: Change<{ id: string }> = {
    step: "make",
    item: "",
    title: "Make one",
    definition: steps[repeat],
    naturalKey: "one",
    probe: async ({ isSent }) => {
      probes.push(isSent);
      return portal.things > 0 ? { id: `thing-${portal.things}` } : undefined;
    },
    apply: async () => {
      const press = presses[pressed];
      pressed += 1;
      if (press) await portal.press(press);
    },
  };
  const run = async () => {
    try {
      const { how } = await makeChange(change, tools);
      return how;
    } catch (thrown) {
      return isFailed(thrown) ? thrown.failure.code : thrown instanceof Error ? thrown.name : "?";
    }
  };
  return { run, change, tools, portal, ledger, lease, store, observing, probes };
}

describe("what a press and its answer amount to", () => {
  const rows: [
    string,
    "never" | "safe",
    Press[],
    { result: string; state: string; requests: number; things: number },
  ][] = [
    [
      "answered and there",
      "never",
      [{ commits: true, answers: ok }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "answered and never there",
      "never",
      [{ commits: false, answers: ok }],
      { result: "OUTCOME_UNKNOWN", state: "unknown", requests: 1, things: 0 },
    ],
    [
      "refused with 422",
      "never",
      [{ commits: false, answers: status(422) }],
      { result: "FORM_REFUSED", state: "refused", requests: 1, things: 0 },
    ],
    [
      "refused with 422, yet there",
      "never",
      [{ commits: true, answers: status(422) }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "refused with 429",
      "never",
      [{ commits: false, answers: status(429) }],
      { result: "THROTTLED", state: "refused", requests: 1, things: 0 },
    ],
    [
      "refused with 401",
      "never",
      [{ commits: false, answers: status(401) }],
      { result: "SESSION_LOST", state: "refused", requests: 1, things: 0 },
    ],
    [
      "500, committed",
      "never",
      [{ commits: true, answers: status(500) }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "500, not committed",
      "never",
      [{ commits: false, answers: status(500) }],
      { result: "OUTCOME_UNKNOWN", state: "unknown", requests: 1, things: 0 },
    ],
    [
      "408, committed",
      "never",
      [{ commits: true, answers: status(408) }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "reset, committed",
      "never",
      [{ commits: true, answers: lost }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "reset, not committed",
      "never",
      [{ commits: false, answers: lost }],
      { result: "OUTCOME_UNKNOWN", state: "unknown", requests: 1, things: 0 },
    ],
    [
      "silence, committed",
      "never",
      [{ commits: true, answers: "never" }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "silence, not committed",
      "never",
      [{ commits: false, answers: "never" }],
      { result: "OUTCOME_UNKNOWN", state: "unknown", requests: 1, things: 0 },
    ],
    [
      "safe: lost once, then there",
      "safe",
      [
        { commits: false, answers: lost },
        { commits: true, answers: ok },
      ],
      { result: "done", state: "observed", requests: 2, things: 1 },
    ],
    [
      "safe: lost but committed is not sent again",
      "safe",
      [{ commits: true, answers: lost }],
      { result: "done", state: "observed", requests: 1, things: 1 },
    ],
    [
      "safe: never shows",
      "safe",
      Array.from({ length: 5 }, () => ({ commits: false, answers: lost })),
      { result: "OUTCOME_UNKNOWN", state: "unknown", requests: 3, things: 0 },
    ],
    [
      "safe: refused is not tried again",
      "safe",
      [{ commits: false, answers: status(400) }],
      { result: "FORM_REFUSED", state: "refused", requests: 1, things: 0 },
    ],
    ["nothing was sent at all", "never", [], { result: "PORTAL_CHANGED", state: "intended", requests: 0, things: 0 }],
  ];
  test.each(rows)("%s (%s)", async (_name, repeat, presses, expected) => {
    const { run, portal, ledger, observing } = await setUp(repeat, presses);
    const result = await run();
    expect({ result, state: ledger.rows[0]?.state, requests: portal.requests, things: portal.things }).toEqual(
      expected,
    );
    expect(observing.at(-1) ?? false).toBe(false);
  });
});

describe("what an earlier attempt left", () => {
  async function after(
    state: "intended" | "sent" | "unknown" | "observed" | "refused",
    things: number,
    repeat: "never" | "safe" = "never",
    earlier: "trusted" | "probed" = "trusted",
  ) {
    const first = await setUp(repeat, [{ commits: false, answers: lost }]);
    const { id } = await first.store.intend({
      step: "make",
      item: "",
      commit: "restaurant.create",
      naturalKey: "one",
      repeat,
    });
    const row = first.ledger.rows[0];
    if (!row || row.id !== id) throw new Error("no row");
    Object.assign(row, { state, evidence: state === "observed" ? { id: "thing-before" } : null });
    first.portal.things = things;
    const second = await setUp(repeat, [{ commits: true, answers: ok }], {
      ledger: first.ledger,
      portal: first.portal,
      earlier,
    });
    return { result: await second.run(), requests: second.portal.requests, state: row.state, probes: second.probes };
  }
  type Given = [
    state: Parameters<typeof after>[0],
    things: number,
    repeat: "never" | "safe",
    earlier: "trusted" | "probed",
  ];
  const rows: [string, Given, { result: string; requests: number; state: string }][] = [
    [
      "observed is kept without looking",
      ["observed", 1, "never", "trusted"],
      { result: "kept", requests: 0, state: "observed" },
    ],
    [
      "observed is looked at when starting over",
      ["observed", 1, "never", "probed"],
      { result: "kept", requests: 0, state: "observed" },
    ],
    [
      "intended never arrived and is done",
      ["intended", 0, "never", "trusted"],
      { result: "done", requests: 1, state: "observed" },
    ],
    ["refused is done again", ["refused", 0, "never", "trusted"], { result: "done", requests: 1, state: "observed" }],
    ["sent and there is adopted", ["sent", 1, "never", "trusted"], { result: "done", requests: 0, state: "observed" }],
    [
      "unknown and there is adopted",
      ["unknown", 1, "never", "trusted"],
      { result: "done", requests: 0, state: "observed" },
    ],
    [
      "sent and not there is never sent again",
      ["sent", 0, "never", "trusted"],
      { result: "OUTCOME_UNKNOWN", requests: 0, state: "unknown" },
    ],
    [
      "unknown and not there is never sent again",
      ["unknown", 0, "never", "probed"],
      { result: "OUTCOME_UNKNOWN", requests: 0, state: "unknown" },
    ],
  ];
  test.each(rows)("%s", async (_name, given, expected) => {
    const { result, requests, state, probes } = await after(...given);
    expect({ result, requests, state }).toEqual(expected);
    if (given[0] === "observed") expect(probes).toEqual(given[3] === "trusted" ? [] : [false]);
    if (given[0] === "sent" || given[0] === "unknown") expect(probes[0]).toBe(true);
  });
});

describe("when the ledger or the lease is not there", () => {
  test("a lost lease ends without a request", async () => {
    const { run, lease, portal } = await setUp("never", [{ commits: true, answers: ok }]);
    lease.expire();
    expect(await run()).toBe("LeaseLost");
    expect(portal.requests).toBe(0);
  });

  test("a ledger that throws at the gate ends without a request, as what it threw", async () => {
    const { change, tools, portal } = await setUp("never", [{ commits: true, answers: ok }]);
    const broken = { ...tools, book: { ...tools.book, markSent: () => Promise.reject(new StoreAway()) } };
    await expect(makeChange(change, broken)).rejects.toBeInstanceOf(StoreAway);
    expect(portal.requests).toBe(0);
  });

  test("a ledger that says no at the gate is a lost lease", async () => {
    const { change, tools, portal } = await setUp("never", [{ commits: true, answers: ok }]);
    const refusing = { ...tools, book: { ...tools.book, markSent: async () => false } };
    await expect(makeChange(change, refusing)).rejects.toBeInstanceOf(LeaseLost);
    expect(portal.requests).toBe(0);
  });
});

describe("while looking after a press", () => {
  test("portal trouble is waited out", async () => {
    const { change, tools, portal, ledger } = await setUp("never", [{ commits: true, answers: lost }]);
    let looks = 0;
    const probe: typeof change.probe = async ({ isSent }) => {
      if (!isSent) return undefined;
      looks += 1;
      if (looks === 1) throw fail("PORTAL_ERROR", { status: 502 });
      return { id: `thing-${portal.things}` };
    };
    expect(
      (await makeChange({ ...change, probe }, { ...tools, timings: { ...tools.timings, probeAfterSentMs: 2_000 } }))
        .how,
    ).toBe("done");
    expect(ledger.rows[0]?.state).toBe("observed");
  });

  test("several that could be it is for a person, and the effect says so", async () => {
    const { change, tools, ledger } = await setUp("never", [{ commits: true, answers: ok }]);
    const probe: typeof change.probe = async ({ isSent }) => {
      if (isSent) throw fail("AMBIGUOUS_MATCH", { name: "one" });
      return undefined;
    };
    await expect(makeChange({ ...change, probe }, tools)).rejects.toMatchObject({
      failure: { code: "AMBIGUOUS_MATCH" },
    });
    expect(ledger.rows[0]?.state).toBe("unknown");
  });

  test("a browser that crashes leaves the effect sent, for the next attempt to look", async () => {
    const { change, tools, ledger } = await setUp("never", [{ commits: true, answers: ok }]);
    const probe: typeof change.probe = async ({ isSent }) => {
      if (isSent) throw new Error("Target page, context or browser has been closed");
      return undefined;
    };
    await expect(makeChange({ ...change, probe }, tools)).rejects.toThrow(/closed/);
    expect(ledger.rows[0]?.state).toBe("sent");
  });
});

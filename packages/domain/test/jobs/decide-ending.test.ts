import { FAILURE_CODES, type FAILURES, failure } from "@pumpd/model";
import { describe, expect, test } from "vitest";
import { type AttemptEnding, decideEnding, type EndingFacts } from "../../src/jobs/decide-ending.ts";

const FACTS: Omit<EndingFacts, "ending"> = {
  triesUsed: 0,
  maxTries: 3,
  lostInARow: 0,
  isCancelRequested: false,
  lastFailureClass: null,
  effects: [],
  unknown: { button: "Create", thing: "the restaurant" },
  random: 0.5,
};
const decide = (ending: AttemptEnding, facts: Partial<EndingFacts> = {}) =>
  decideEnding({ ...FACTS, ending, ...facts });
const failed = (code: keyof typeof FAILURES): AttemptEnding => ({ kind: "failed", failure: failure(code) });
const finished: AttemptEnding = { kind: "finished", outcome: "success", result: {}, summary: "" };

describe("with something sent and not decided", () => {
  const endings: AttemptEnding[] = [
    finished,
    { kind: "stopped", by: "person" },
    { kind: "stopped", by: "shutdown" },
    { kind: "lost" },
    ...FAILURE_CODES.map(failed),
  ];
  test.each(endings)("no ending is completed, failed, timeout or cancelled: %j", (ending) => {
    for (const effects of [["sent"], ["unknown"], ["observed", "sent"]] as const)
      for (const triesUsed of [0, 2, 3])
        for (const isCancelRequested of [false, true]) {
          const decision = decide(ending, { effects, triesUsed, isCancelRequested });
          expect(["pending", "needs_review"]).toContain(decision.to);
          if (decision.to === "pending") expect(decision.isAfterLease).toBe(true);
          if (effects[0] === "unknown") expect(decision.to).toBe("needs_review");
        }
  });
});

test.each([
  ["FORM_REFUSED", 0, "failed", true],
  ["SUBDOMAIN_TAKEN", 0, "failed", true],
  ["WRONG_PASSWORD", 0, "needs_review", true],
  ["CAPTCHA", 0, "needs_review", true],
  ["PORTAL_ERROR", 0, "pending", true],
  ["PORTAL_ERROR", 1, "pending", true],
  ["PORTAL_ERROR", 2, "failed", true],
  ["BROWSER_HUNG", 2, "failed", true],
  ["STALLED", 1, "pending", true],
  ["STALLED", 2, "timeout", true],
  ["PORTAL_CHANGED", 0, "failed", true],
  ["THROTTLED", 2, "pending", false],
  ["MAINTENANCE", 2, "pending", false],
  ["BROWSER_MISSING", 2, "pending", false],
  ["DATABASE_AWAY", 2, "pending", false],
  ["INTERNAL", 0, "pending", true],
] as const)("%s after %i tries goes to %s", (code, triesUsed, to, isCharged) => {
  const decision = decide(failed(code), { triesUsed });
  expect(decision.to).toBe(to);
  expect(decision.attempt.isCharged).toBe(isCharged);
  expect(decision.triesUsed).toBe(triesUsed + (isCharged ? 1 : 0));
});

test("our own bug is tried once more and no oftener", () => {
  expect(decide(failed("INTERNAL"), { lastFailureClass: "internal", triesUsed: 1 }).to).toBe("failed");
  expect(decide(failed("RESULT_INVALID"), { lastFailureClass: "portal", triesUsed: 1 }).to).toBe("pending");
});

test("a portal that says for how long is believed", () => {
  const decision = decide({ kind: "failed", failure: failure("THROTTLED", { retryAfterMs: 90_000 }) });
  expect(decision).toMatchObject({ to: "pending", delayMs: 90_000 });
});

test("the first lost worker costs nothing, the second in a row is for a person", () => {
  expect(decide({ kind: "lost" })).toMatchObject({ to: "pending", trigger: "recovery", triesUsed: 0, lostInARow: 1 });
  expect(decide({ kind: "lost" }, { lostInARow: 1 })).toMatchObject({
    to: "needs_review",
    failure: { code: "POISON" },
  });
  expect(decide(failed("PORTAL_ERROR"), { lostInARow: 1 }).lostInARow).toBe(0);
});

test("a stop is obeyed whatever else went wrong, and costs no try", () => {
  expect(decide({ kind: "stopped", by: "person" })).toMatchObject({ to: "cancelled", triesUsed: 0 });
  expect(decide(failed("PORTAL_ERROR"), { isCancelRequested: true }).to).toBe("cancelled");
  expect(decide({ kind: "lost" }, { isCancelRequested: true }).to).toBe("cancelled");
  expect(decide(finished, { isCancelRequested: true }).to).toBe("completed");
});

test("a worker that goes away hands back without a try", () => {
  expect(decide({ kind: "stopped", by: "shutdown" })).toMatchObject({
    to: "pending",
    waitKind: "handed_back",
    triesUsed: 0,
    delayMs: 0,
  });
});

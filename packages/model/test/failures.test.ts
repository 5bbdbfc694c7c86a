import { describe, expect, test } from "vitest";
import { FAILURE_CODES, FAILURE_POLICY, FAILURES, failure, failureSchema, NEVER_CHARGED } from "../src/index.ts";
import { ACTION_WORDS, FAILURE_WORDS } from "../src/words.en.ts";

describe("every failure", () => {
  test.each(FAILURE_CODES)("%s has a class, a policy, an action and words for people", (code) => {
    const rule = FAILURES[code];
    expect(FAILURE_POLICY[rule.class]).toBeDefined();
    expect(ACTION_WORDS[rule.action]).not.toBe("");
    const words = FAILURE_WORDS[code];
    const shown = `${words.headline({})} ${words.advice({})}`;
    expect(shown).not.toMatch(/undefined|null|\[object|Oops|exception/i);
    expect(failureSchema.parse(failure(code, { x: 1 }))).toEqual({ code, class: rule.class, about: { x: 1 } });
  });
});

test("what is not the job's doing never costs a try", () => {
  expect([...NEVER_CHARGED].sort()).toEqual(["BROWSER_MISSING", "DATABASE_AWAY", "MAINTENANCE", "THROTTLED"]);
});

import { expect, test } from "vitest";
import { add, countChaos, countPlaywright, countTurbo, countVitest } from "./report.ts";

const vitest = {
  success: true,
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [],
};
const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

test("counts of all stages add up", () => {
  const playwright = countPlaywright({ errors: [], stats });
  expect(add([countVitest(vitest), playwright])).toEqual({ passed: 8, failed: 0, skipped: 1 });
});

test("a test file that cannot be loaded is a failure", () => {
  const report = { ...vitest, success: false, testResults: [{ status: "failed", assertionResults: [] }] };
  expect(countVitest(report)).toMatchObject({ passed: 5, failed: 1 });
});

test("an error outside of any test is a failure", () => {
  expect(countVitest({ ...vitest, success: false })).toMatchObject({ failed: 1 });
});

test("a flaky test and an error in the set-up are failures", () => {
  expect(countPlaywright({ errors: [{}], stats: { ...stats, flaky: 1 } })).toMatchObject({ passed: 3, failed: 2 });
});

test("a report that was never written is a failure", () => {
  const counted = [countVitest, countPlaywright, countTurbo, countChaos].map((count) => count(undefined).failed);
  expect(counted).toEqual([1, 1, 1, 1]);
});

test("typecheck counts once per package, and a package that never got its turn has not passed", () => {
  const task = (name: string, exitCode: number | undefined, command = "tsc --noEmit") => ({
    taskId: `${name}#typecheck`,
    command,
    execution: exitCode === undefined ? undefined : { exitCode },
  });
  const tasks = [task("model", 0), task("db", 1), task("domain", undefined), task("docs", undefined, "<NONEXISTENT>")];
  expect(countTurbo({ tasks })).toEqual({ passed: 1, failed: 2, skipped: 0 });
});

test("a chaos run counts its stretches, and one that played none has not passed", () => {
  expect(countChaos({ passed: 11, failed: 1 })).toEqual({ passed: 11, failed: 1, skipped: 0 });
  expect(countChaos({ passed: 0, failed: 0 })).toMatchObject({ failed: 1 });
});

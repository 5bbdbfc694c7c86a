import { readFileSync } from "node:fs";
import { z } from "zod";

/** What a stage adds to the closing line. */
export type Count = { passed: number; failed: number; skipped: number };

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 };
export const onePassed: Count = { passed: 1, failed: 0, skipped: 0 };
export const oneFailed: Count = { passed: 0, failed: 1, skipped: 0 };

export function add(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    nothing,
  );
}

const vitestSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** A file that could not even be loaded has no tests in it, and is one failure. */
export function countVitest(report: unknown): Count {
  const parsed = vitestSchema.safeParse(report);
  if (!parsed.success) return oneFailed;
  const { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed.data;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + unloaded;
  // An error outside of any test fails the run without failing a test.
  return {
    passed: numPassedTests,
    failed: success ? failed : Math.max(failed, 1),
    skipped: numPendingTests + numTodoTests,
  };
}

const playwrightSchema = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** A test that passed at the second try has failed once. */
export function countPlaywright(report: unknown): Count {
  const parsed = playwrightSchema.safeParse(report);
  if (!parsed.success) return oneFailed;
  const { errors, stats } = parsed.data;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

const turboSchema = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      command: z.string(),
      execution: z.object({ exitCode: z.number().nullable() }).optional(),
    }),
  ),
});

/** One per package that has the task. A task that did not run, because one it needs failed, has not passed. */
export function countTurbo(report: unknown): Count {
  const parsed = turboSchema.safeParse(report);
  if (!parsed.success) return oneFailed;
  const ran = parsed.data.tasks.filter(({ command }) => command !== "<NONEXISTENT>");
  return add(ran.map(({ execution }) => (execution?.exitCode === 0 ? onePassed : oneFailed)));
}

const chaosSchema = z.object({ passed: z.number(), failed: z.number() });

/** One per stretch of a scenario. A run that ended before it could write has failed. */
export function countChaos(report: unknown): Count {
  const parsed = chaosSchema.safeParse(report);
  if (!parsed.success || parsed.data.passed + parsed.data.failed === 0) return oneFailed;
  return { ...parsed.data, skipped: 0 };
}

export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

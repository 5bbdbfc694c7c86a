import { add, type Count, oneFailed } from "./report.ts";
import type { Stage } from "./stages.ts";

/** One stage after the other, whatever the one before said. The last line is the count of all of them. */
export async function runStages(stages: readonly Stage[], extra: string[]): Promise<void> {
  const counts: { name: string; count: Count; seconds: string }[] = [];
  for (const stage of stages) {
    console.log(`\n== ${stage.name}`);
    const startedAt = performance.now();
    const count = await runStage(stage, extra);
    counts.push({ name: stage.name, count, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) });
  }
  console.log("");
  for (const { name, count, seconds } of counts) console.log(`${name.padEnd(12)} ${describe(count)} (${seconds} s)`);
  const total = add(counts.map(({ count }) => count));
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

// A stage that breaks is a failure, and the ones after it still run.
async function runStage(stage: Stage, extra: string[]): Promise<Count> {
  try {
    return await stage.run(extra);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return oneFailed;
  }
}

function describe({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveChromium } from "@pumpd/automations/browser";
import { flows } from "@pumpd/automations/flows";
import { type Evidence, runFlow } from "@pumpd/automations/runner";
import { openToldStore } from "@pumpd/testing/told-store";
import { type FlowCase, files } from "./cases.ts";
import { asAnyFlow, type BenchPortal } from "./portal.ts";

/** The flow as a worker runs it, with a ledger in memory. Throws unless it ends well. */
export async function runOurs(
  { host }: Pick<BenchPortal, "host">,
  { type, input }: FlowCase,
  pictures: Evidence["pictures"],
): Promise<void> {
  const { executablePath } = await resolveChromium({ install: "never" });
  const tempRoot = await mkdtemp(join(tmpdir(), "pumpd-bench-"));
  try {
    const { ending } = await runFlow({
      flow: asAnyFlow(flows[type]),
      input,
      ports: {
        store: openToldStore(() => undefined),
        clock: { nowMs: () => performance.now() },
        lease: { remainingMs: () => Number.MAX_SAFE_INTEGER, lengthMs: 60_000 },
        files,
        host,
      },
      browser: { executablePath, tempRoot, mark: "bench", isHeadless: true, environment: process.env },
      // A busy machine may take its time: the table says how long.
      limits: { runMs: 900_000 },
      signal: new AbortController().signal,
      evidence: { pictures },
    });
    if (ending.kind !== "finished" || ending.outcome !== "success")
      throw new Error(`${type}: ${JSON.stringify(ending)}`);
  } finally {
    await rm(tempRoot, { recursive: true, force: true });
  }
}

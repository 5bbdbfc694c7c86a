import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AnyAutomation, Flow } from "../../src/define/index.ts";
import type { Crashpoint } from "../../src/runner/crashpoints.ts";
import { MemoryLedger } from "./memory-job-store.ts";
import { codeOf } from "./portal-bench.ts";
import { type BenchRun, LOST_AT, openRestaurantBench, type RestaurantBench } from "./restaurant-bench.ts";

/** One row of the table flow × case. */
export type FlowRow<A extends AnyAutomation> = {
  flow: Flow<A>;
  input: Record<string, unknown>;
  files?: Record<string, Uint8Array | string>;
  /** what stands at the portal before each case */
  given?: (portal: RestaurantBench) => Promise<void>;
  /** what a good run changes, in order */
  changes: readonly string[];
  /** the request that faults hit, which of them, and whether it may be sent again */
  commit: { route: string; nth: number; repeat: "never" | "safe" };
  /** inputs that mean another restaurant, or none, and how each ends */
  traps: readonly { name: string; input: Record<string, unknown>; code: string }[];
};

/** The traps of every flow that changes a restaurant: three under near-equal names are there, the fourth is not. */
export function targetTraps(input: Record<string, unknown>) {
  return [
    { name: "missing", input: { ...input, upstreamId: "RESmissing999" }, code: "TARGET_NOT_FOUND" },
    { name: "same name", input: { ...input, upstreamId: "REStrapTwo22" }, code: "TARGET_MISMATCH" },
    { name: "near-equal name", input: { ...input, upstreamId: "REStrapThree3" }, code: "TARGET_MISMATCH" },
  ];
}

const SEEN_ANYWAY = ["commit-then-reset", "commit-then-500", "commit-then-hang", "partial-body"];
const NEVER_ARRIVED = ["reset-before-commit", "silent-drop"];
/** Nothing will show up, however long one looks. */
const SHORT_LOOK = { probeAfterSentMs: 500 };

/**
 * The cases that every flow must pass, against a portal with three look-alikes: each change there once, never at another
 * restaurant, and none completed without being seen. Prints its row of the table.
 */
export function testFlowRow<A extends AnyAutomation>(row: FlowRow<A>): void {
  const { flow, input, files, commit } = row;
  let portal: RestaurantBench;
  const held = new Map<string, boolean>();

  const run = (more: BenchRun<A> = {}, given: unknown = input) =>
    portal.run(flow, given, { ...(files ? { files } : {}), ...more });
  const endings = async (...runs: Parameters<typeof run>[]) => {
    const codes: string[] = [];
    for (const given of runs) {
      const { ending } = await run(...given);
      codes.push(ending.kind === "finished" ? ending.outcome : codeOf(ending));
    }
    return codes;
  };
  const inCase = (name: string, work: () => Promise<void>) =>
    test(name, async () => {
      held.set(name, false);
      await work();
      held.set(name, true);
    });

  describe(`${flow.automation.type} × case`, () => {
    beforeAll(async () => {
      portal = await openRestaurantBench();
    });
    beforeEach(async () => {
      await portal.reset();
      await row.given?.(portal);
    });
    afterAll(async () => {
      await portal.stop();
      console.info(tableOf(flow.automation.type, held));
    });

    inCase("good run, then again as another job", async () => {
      const ledger = new MemoryLedger();
      expect(await endings([{ ledger }])).toEqual(["success"]);
      expect(await portal.changes()).toEqual(row.changes);
      expect(await endings([{ ledger, job: "job-2" }])).toEqual(["success"]);
      expect(await portal.changes()).toEqual(row.changes);
    });

    for (const kind of SEEN_ANYWAY)
      inCase(kind, async () => {
        await portal.faults({ kind, ...hit(commit), times: 1 });
        expect(await endings([])).toEqual(["success"]);
        expect(await portal.changes()).toEqual(row.changes);
      });

    for (const kind of NEVER_ARRIVED)
      inCase(kind, async () => {
        await portal.faults({ kind, ...hit(commit), times: 1 });
        const isSafe = commit.repeat === "safe";
        const ledger = new MemoryLedger();
        expect(await endings([isSafe ? { ledger } : { ledger, timings: SHORT_LOOK }])).toEqual([
          isSafe ? "success" : "OUTCOME_UNKNOWN",
        ]);
        expect(await portal.changes()).toEqual(isSafe ? row.changes : row.changes.slice(0, commit.nth - 1));
        if (!isSafe) expect(ledger.rows.at(-1)?.state).toBe("unknown");
      });

    for (const place of LOST_AT)
      inCase(`worker lost ${place}`, async () => {
        const ledger = new MemoryLedger();
        const crashAt = { place, nth: place === "before-finish" ? 1 : commit.nth };
        expect(await endings([{ ledger, crashAt }])).toEqual(["fenced"]);
        const isLooking = commit.repeat === "never" && mayBeUnsent(place);
        const [end] = await endings([isLooking ? { ledger, timings: SHORT_LOOK } : { ledger }]);
        const changes = await portal.changes();
        if (end === "success") expect(changes).toEqual(row.changes);
        else
          expect({ end, isLooking, changes }).toEqual({
            end: "OUTCOME_UNKNOWN",
            isLooking: true,
            changes: row.changes.slice(0, commit.nth - 1),
          });
        if (place === "after-sent" && commit.repeat === "never") expect(end).toBe("OUTCOME_UNKNOWN");
      });

    for (const trap of row.traps)
      inCase(`trap: ${trap.name}`, async () => {
        expect(await endings([{}, trap.input])).toEqual([trap.code]);
        expect(await portal.changes()).toEqual([]);
      });
  });
}

function hit({ route, nth }: { route: string; nth: number }): { route: string; nth: number } {
  return { route, nth };
}

/** Between the ledger's “sent” and the portal: whether it has left, nobody can say. */
function mayBeUnsent(place: Crashpoint): boolean {
  return place === "after-sent" || place === "after-continue";
}

function tableOf(type: string, held: ReadonlyMap<string, boolean>): string {
  const cells = [...held].map(([name, isHeld]) => `  ${isHeld ? "holds" : "FAILS"}  ${name}`);
  return [`${type} × case`, ...cells].join("\n");
}

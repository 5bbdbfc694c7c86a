import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, codeOf, openPortalBench, type PortalBench } from "../../../test/support/portal-bench.ts";
import { registerRestaurantExamples as examples } from "./examples.ts";
import { registerRestaurantFlow as flow } from "./flow.ts";

let portal: PortalBench;
beforeAll(async () => {
  portal = await openPortalBench();
});
afterAll(() => portal.stop());

describe("a good run", () => {
  test("creates the restaurant once and reads it back, macrons, apostrophes and late hours included", async () => {
    await portal.reset();
    const { ending, told } = await attempt(portal, flow, examples.late);
    console.log(JSON.stringify({ ending, told }, null, 1));
    const [created, ...more] = await portal.effects();
    expect(more).toEqual([]);
    expect(codeOf(ending)).toBe("finished");
  });
});

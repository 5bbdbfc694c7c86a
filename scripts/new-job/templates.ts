/** One job type under its three spellings. */
export type JobNames = {
  /** close_restaurant: the type, and its folder */
  type: string;
  /** closeRestaurant: the definition */
  variable: string;
  /** Close restaurant: what staff read */
  title: string;
};

export function namesOf(type: string): JobNames {
  const [first = "", ...rest] = type.split("_");
  const variable = first + rest.map(capital).join("");
  return { type, variable, title: capital(type.replaceAll("_", " ")) };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * A job that enters one restaurant by its id and reads what the portal says about it: the smallest that is whole. It changes
 * nothing, so nothing can go wrong before its author has written the first change.
 */
export function filesOf({ type, variable, title }: JobNames): { [name: string]: string } {
  return {
    "definition.ts": `import { z } from "zod";
import { defineAutomation, knownTarget, read, type ResultRow, targetFields, visit } from "../../define/index.ts";

const inputSchema = z.object({ ...targetFields });

const resultSchema = z.object({ upstreamId: z.string(), name: z.string(), storeUrl: z.url() });

export const ${variable} = defineAutomation({
  type: "${type}",
  version: 1,
  category: "restaurant",
  words: {
    title: "${title}",
    // The promise: verb, count, thing, where.
    button: () => "Look at 1 restaurant at Pumpd",
    about: "Opens the restaurant at the portal and reads what is there.",
    unknown: { button: "Save", thing: "the change" },
  },
  input: inputSchema,
  result: resultSchema,
  steps: {
    signIn: visit("Sign in", { usualMs: 1_200 }),
    look: read("Look at the restaurant", { usualMs: 900 }),
  },
  limits: { runMs: 120_000, stepMs: 60_000, stallMs: 90_000 },
  maxRetries: 2,
  after: ["registered"],
  prefill: (restaurant) => knownTarget(restaurant),
  preflight: () => [],
  portalPlan: () => [{ does: "see", text: "read the restaurant's page", usualMs: 1_000 }],
  // What a success proves about the restaurant.
  milestone: () => ({ milestone: "registered" }),
  summary: (result) => result.name,
  resultRows: (input, result): ResultRow[] => [
    { label: "Portal id", ours: input.upstreamId, portal: result.upstreamId, isSame: input.upstreamId === result.upstreamId, isCode: true },
    { label: "Name", ours: null, portal: result.name, isSame: true, href: result.storeUrl },
  ],
});
`,
    "flow.ts": `import { defineFlow } from "../../define/index.ts";
import { ${variable} } from "./definition.ts";

export const ${variable}Flow = defineFlow(${variable}, async ({ input, step, portal }) => {
  const dashboard = await step.signIn(() => portal.signIn());
  const { upstreamId, name, storeUrl } = await step.look(async () => (await dashboard.enter(input.upstreamId, input)).facts());
  return { upstreamId, name, storeUrl };
});
`,
    "examples.ts": `import type { z } from "zod";
import type { ${variable} } from "./definition.ts";

type Input = z.input<typeof ${variable}.input>;

export const ${variable}Examples = {
  plain: { upstreamId: "RESmeantOne1", subdomain: "weta-and-vine" },
} as const satisfies Record<string, Input>;
`,
    "flow.test.ts": `import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { codeOf } from "../../../test/support/portal-bench.ts";
import { openRestaurantBench, type RestaurantBench, TARGET } from "../../../test/support/restaurant-bench.ts";
import { ${variable}Examples as examples } from "./examples.ts";
import { ${variable}Flow as flow } from "./flow.ts";

let portal: RestaurantBench;
beforeAll(async () => {
  portal = await openRestaurantBench();
});
beforeEach(() => portal.reset());
afterAll(() => portal.stop());

test("reads the restaurant that is meant, and changes nothing", async () => {
  const { ending } = await portal.run(flow, examples.plain);
  expect(ending).toMatchObject({ kind: "finished", outcome: "success", result: { upstreamId: TARGET.upstreamId } });
  expect(await portal.changes()).toEqual([]);
});

test("a restaurant under another store address is not ours", async () => {
  const { ending } = await portal.run(flow, { ...examples.plain, subdomain: "weta-and-vine-2" });
  expect(codeOf(ending)).toBe("TARGET_MISMATCH");
  expect(await portal.changes()).toEqual([]);
});
`,
  };
}

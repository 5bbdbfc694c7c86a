/** What must not compile. Each line that is expected to be an error is a promise of the types; `tsc` fails if it is kept no more. */
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { change, defineAutomation, defineFlow, type Flow, read } from "../src/define/index.ts";
import type { Definitions, JobType } from "../src/definitions.ts";
import { registerRestaurantFlow } from "../src/jobs/register_restaurant/flow.ts";
import { uploadMenuFlow } from "../src/jobs/upload_menu/flow.ts";
import type { Dashboard } from "../src/portal/pages/dashboard.ts";

const sample = defineAutomation({
  type: "sample",
  version: 1,
  category: "restaurant",
  words: { title: "", button: () => "", about: "", unknown: { button: "", thing: "" } },
  input: z.object({ name: z.string() }),
  result: z.object({ id: z.string() }),
  steps: {
    look: read("Look", { usualMs: 1 }),
    make: change("Make", { usualMs: 1, repeat: "never", commit: "restaurant.create" }),
  },
  limits: { runMs: 1, stepMs: 1, stallMs: 1 },
  maxRetries: 0,
  after: [],
  prefill: () => ({}),
  preflight: () => [],
  portalPlan: () => [],
  milestone: () => ({ milestone: "registered" }),
  summary: () => "",
  resultRows: () => [],
});

const key = "k";
const probe = async () => ({ id: "1" });
const apply = async () => undefined;

test("a change says whether it may be repeated, and what it sends", () => {
  // @ts-expect-error no `repeat`
  change("Make", { usualMs: 1, commit: "restaurant.create" });
  // @ts-expect-error no `commit`
  change("Make", { usualMs: 1, repeat: "never" });
  // @ts-expect-error not one of the portal's commits
  change("Make", { usualMs: 1, repeat: "never", commit: "restaurant.destroy" });
  // @ts-expect-error a word, not a flag
  change("Make", { usualMs: 1, repeat: true, commit: "restaurant.create" });
});

test("a change has a probe, an apply and a key", () => {
  defineFlow(sample, async ({ step }) => step.make({ key, probe, apply }));
  // @ts-expect-error no probe
  defineFlow(sample, async ({ step }) => step.make({ key, apply }));
  // @ts-expect-error no apply
  defineFlow(sample, async ({ step }) => step.make({ key, probe }));
  // @ts-expect-error no key
  defineFlow(sample, async ({ step }) => step.make({ probe, apply }));
  // @ts-expect-error a change is no read
  defineFlow(sample, async ({ step }) => step.make(async () => ({ id: "1" })));
  // @ts-expect-error a read changes nothing
  defineFlow(sample, async ({ step }) => step.look({ key, probe, apply }));
  // @ts-expect-error not a step of this definition
  defineFlow(sample, async ({ step }) => step.other({ key, probe, apply }));
});

test("a flow gives the definition's result and takes its input", () => {
  defineFlow(sample, async ({ input }) => ({ id: input.name }));
  // @ts-expect-error another result
  defineFlow(sample, async () => ({ number: 1 }));
  // @ts-expect-error a result with a hole
  defineFlow(sample, async (): Promise<{ id?: string }> => ({}));
  // @ts-expect-error not in the input
  defineFlow(sample, async ({ input }) => ({ id: input.subdomain }));
});

test("every job type has its own flow", () => {
  type Flows = { readonly [T in JobType]: Flow<Definitions[T]> };
  type Others = Omit<Flows, "register_restaurant" | "upload_menu">;
  const others = {} as Others;
  const complete: Flows = { ...others, register_restaurant: registerRestaurantFlow, upload_menu: uploadMenuFlow };
  // @ts-expect-error a job type without a flow
  const missing: Flows = { ...others, upload_menu: uploadMenuFlow };
  const swapped: Flows = {
    ...others,
    // @ts-expect-error another type's flow
    register_restaurant: uploadMenuFlow,
    // @ts-expect-error another type's flow
    upload_menu: registerRestaurantFlow,
  };
  expectTypeOf([complete, missing, swapped]).toBeArray();
});

test("a restaurant is changed only behind the target lock", () => {
  expectTypeOf<Awaited<ReturnType<Dashboard["enter"]>>>().toHaveProperty("facts");
  expectTypeOf<Dashboard>().not.toHaveProperty("facts");
  expectTypeOf<Dashboard>().not.toHaveProperty("menus");
});

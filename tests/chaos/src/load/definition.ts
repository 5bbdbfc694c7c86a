import { change, defineAutomation } from "@pumpd/automations/define";
import { anyDefinition, makeRegistry } from "@pumpd/domain/jobs";
import { z } from "zod";

const definition = defineAutomation({
  type: "chaos_create",
  version: 1,
  category: "restaurant",
  words: {
    title: "Create without a browser",
    button: () => "Create 1 restaurant",
    about: "Creates a restaurant by the portal's own requests, for load.",
    unknown: { button: "Create", thing: "the restaurant" },
  },
  input: z.object({ name: z.string(), subdomain: z.string() }),
  result: z.object({ upstreamId: z.string() }),
  steps: { create: change("Create", { usualMs: 50, repeat: "never", commit: "restaurant.create" }) },
  limits: { runMs: 60_000, stepMs: 30_000, stallMs: 30_000 },
  maxRetries: 2,
  after: [],
  prefill: ({ name, subdomain }) => ({ name, subdomain: subdomain ?? "" }),
  preflight: () => [],
  portalPlan: () => [],
  milestone: ({ upstreamId }) => ({ milestone: "registered", upstreamId }),
  summary: ({ upstreamId }) => upstreamId,
  resultRows: () => [],
});

/** A job type that costs no browser, so that hundreds of jobs and kills fit into minutes. Known to its own worker only. */
export const LOAD_TYPE = definition.type;
export const loadRegistry = makeRegistry([anyDefinition(definition)]);
export const loadDefinition = definition;

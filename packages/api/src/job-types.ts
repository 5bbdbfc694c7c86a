import { type JobDefinition, jobRegistry } from "@pumpd/domain/jobs";
import { z } from "zod";
import type { jobTypeSchema } from "./contract.ts";

type JobTypeRow = z.input<typeof jobTypeSchema>;

/** What can be asked for, straight from the definitions. */
export function listJobTypes(): JobTypeRow[] {
  return jobRegistry.types.flatMap((type) => jobRegistry.find(type) ?? []).map(toRow);
}

function toRow({ type, words, steps, limits, maxRetries, input }: JobDefinition): JobTypeRow {
  return {
    type,
    title: words.title,
    about: words.about,
    steps: Object.entries(steps).map(([key, { title, kind, usualMs }]) => ({ key, title, kind, usualMs })),
    limits,
    maxRetries,
    requiredFields: z.toJSONSchema(input, { io: "input" }).required ?? [],
  };
}

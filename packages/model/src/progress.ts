import { z } from "zod";

/** `step` is the step's key, `n` counts from 1, `of` is the number of planned steps. */
export const progressSchema = z.object({
  step: z.string().nullable(),
  n: z.number().int().min(0),
  of: z.number().int().min(0),
  message: z.string().nullable(),
  item: z.object({ n: z.number().int(), of: z.number().int(), label: z.string().optional() }).optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** The progress message while a run looks at the portal for something it has sent; the page shows "checking" then. */
export const CHECKING_MESSAGE = "Checking the portal";

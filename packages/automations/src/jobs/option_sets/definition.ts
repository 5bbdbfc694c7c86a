import { tidySpaces } from "@pumpd/model";
import { z } from "zod";
import {
  changeEach,
  defineAutomation,
  eachNameOnce,
  formField,
  itemNameSchema,
  itemResultRows,
  itemsOutcome,
  itemsResultSchema,
  itemsSummary,
  knownTarget,
  notWhole,
  type PreflightCheck,
  targetFields,
  visit,
} from "../../define/index.ts";

const priceSchema = z
  .number("The price is not a number")
  .min(0, "A price below zero is not possible; 0 is free")
  .max(99_999.99, "That is more than an option can cost")
  .refine((price) => Math.abs(price * 100 - Math.round(price * 100)) < 1e-6, "A price has two decimals at most");

const NOT_WHOLE = "Write a whole number";

const optionSetSchema = z
  .object({
    name: itemNameSchema,
    /** what guests read; the name when it is left out */
    displayName: z.string().transform(tidySpaces).default(""),
    isRequired: z.boolean().default(false),
    isMultiple: z.boolean().default(false),
    min: z.number(NOT_WHOLE).int(NOT_WHOLE).min(0).default(0),
    max: z.number(NOT_WHOLE).int(NOT_WHOLE).min(1, "At least one must be possible").default(1),
    options: z.array(z.object({ name: itemNameSchema, price: priceSchema.default(0) })).min(1, "The set has no option"),
    /** names of dishes; each is ticked wherever it stands on the menu */
    dishes: z.array(itemNameSchema).default([]),
  })
  .superRefine((set, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (set.max < set.min) problem("max", `At most ${set.max} is less than at least ${set.min}`);
    if (!set.isMultiple && set.max > 1) problem("max", `Only one may be chosen, so at most ${set.max} is not possible`);
    if (!set.isMultiple && set.min > 1)
      problem("min", `Only one may be chosen, so at least ${set.min} is not possible`);
  });

const inputSchema = z.object({
  ...targetFields,
  optionSets: z
    .array(optionSetSchema, "There is no option set")
    .min(1, "There is no option set")
    .max(300, "More than 300 option sets are not sent in one go")
    .superRefine(eachNameOnce("Set"))
    .meta(formField({ label: "Option sets", control: "option_sets" })),
});

export type OptionSet = z.output<typeof optionSetSchema>;
export type OptionSetsResult = z.output<typeof itemsResultSchema>;

export const optionSets = defineAutomation({
  type: "option_sets",
  version: 1,
  category: "menu",
  words: {
    title: "Option sets",
    button: (input) => `Set up ${sets(input.optionSets.length)} at Pumpd`,
    about: "Compares the option sets with those at the portal, makes what is missing, and changes what differs.",
    unknown: { button: "Save", thing: "the option set" },
  },
  input: inputSchema,
  result: itemsResultSchema,
  steps: {
    signIn: visit("Sign in", { usualMs: 1_200 }),
    open: visit("Open the restaurant", { usualMs: 900 }),
    create: changeEach("Make what is missing", { usualMs: 700, repeat: "never", commit: "option_set.create" }),
    update: changeEach("Compare each and change what differs", {
      usualMs: 400,
      repeat: "safe",
      commit: "option_set.update",
    }),
  },
  limits: { runMs: 180_000, stepMs: 60_000, stallMs: 90_000, extraMsPerItem: 15_000 },
  maxRetries: 2,
  after: ["menu_imported"],
  prefill: (restaurant) => knownTarget(restaurant),
  preflight: (input) => {
    const checks: PreflightCheck[] = [];
    const loose = input.optionSets.filter(({ dishes }) => dishes.length === 0).length;
    if (loose > 0)
      checks.push({
        level: "warn",
        title: `${sets(loose)} on no dish`,
        detail: "They are made, and guests see none of them until a dish has them.",
        fix: { field: "optionSets" },
      });
    return checks;
  },
  portalPlan: (input) => [
    { does: "look", text: "read the option sets that are there", usualMs: 900 },
    {
      does: "send",
      text: `make or change up to ${sets(input.optionSets.length)}; what is the same stays untouched`,
      usualMs: 700 * input.optionSets.length,
    },
    {
      does: "see",
      text: "open each again and compare options, prices, limits and dishes",
      usualMs: 400 * input.optionSets.length,
    },
  ],
  itemCount: (input) => input.optionSets.length,
  outcome: itemsOutcome,
  remaining: (input, { items }) => {
    const left = notWhole(input.optionSets, items);
    return left.length === 0 ? undefined : { ...input, optionSets: left };
  },
  milestone: () => ({ milestone: "option_sets_added" }),
  summary: ({ items }) => itemsSummary(items, sets),
  resultRows: (_, result) => itemResultRows(result.items, result.portalPage),
});

const sets = (count: number): string => (count === 1 ? "1 option set" : `${count} option sets`);

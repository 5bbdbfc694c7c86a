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
import { TAG_PRESETS } from "./presets.ts";

const tagSchema = z.object({
  name: itemNameSchema,
  colour: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "A colour looks like #3f92ff"),
  /** names of dishes; each is ticked wherever it stands on the menu */
  dishes: z.array(itemNameSchema).default([]),
});

const inputSchema = z.object({
  ...targetFields,
  tags: z
    .array(tagSchema, "There is no tag")
    .min(1, "There is no tag")
    .max(100, "More than 100 tags are not sent in one go")
    .superRefine(eachNameOnce("Tag"))
    .meta(formField({ label: "Tags", control: "item_tags" })),
});

export type ItemTagsResult = z.output<typeof itemsResultSchema>;

export const itemTags = defineAutomation({
  type: "item_tags",
  version: 1,
  category: "menu",
  words: {
    title: "Item tags",
    button: (input) => `Set up ${tags(input.tags.length)} at Pumpd`,
    about: "Compares the tags with those at the portal, makes what is missing, sets colours and ticks dishes.",
    unknown: { button: "Save", thing: "the tag" },
  },
  input: inputSchema,
  result: itemsResultSchema,
  steps: {
    signIn: visit("Sign in", { usualMs: 1_200 }),
    open: visit("Open the restaurant", { usualMs: 900 }),
    create: changeEach("Make what is missing", { usualMs: 600, repeat: "never", commit: "tag.create" }),
    update: changeEach("Compare each and change what differs", { usualMs: 300, repeat: "safe", commit: "tag.update" }),
  },
  limits: { runMs: 180_000, stepMs: 60_000, stallMs: 90_000, extraMsPerItem: 10_000 },
  maxRetries: 2,
  after: ["menu_imported"],
  prefill: (restaurant) => ({
    ...knownTarget(restaurant),
    tags: TAG_PRESETS.map((preset) => ({ ...preset, dishes: [] })),
  }),
  preflight: (input) => {
    const used = input.tags.filter(({ dishes }) => dishes.length > 0).length;
    const check: PreflightCheck = {
      level: used === 0 ? "warn" : "ok",
      title: used === 0 ? "No tag is on a dish" : `${tags(used)} on dishes`,
      detail:
        used === 0
          ? "They are made, and guests see none of them until a dish has one."
          : "The others are made and stay ready.",
      fix: { field: "tags" },
    };
    return [check];
  },
  portalPlan: (input) => [
    { does: "look", text: "read the tags that are there", usualMs: 900 },
    {
      does: "send",
      text: `make or change up to ${tags(input.tags.length)}; what is the same stays untouched`,
      usualMs: 600 * input.tags.length,
    },
    { does: "see", text: "open each again and compare text, colour and dishes", usualMs: 300 * input.tags.length },
  ],
  itemCount: (input) => input.tags.length,
  outcome: itemsOutcome,
  remaining: (input, { items }) => {
    const left = notWhole(input.tags, items);
    return left.length === 0 ? undefined : { ...input, tags: left };
  },
  milestone: () => ({ milestone: "item_tags_added" }),
  summary: ({ items }) => itemsSummary(items, tags),
  resultRows: (_, result) => itemResultRows(result.items, result.portalPage),
});

const tags = (count: number): string => (count === 1 ? "1 tag" : `${count} tags`);

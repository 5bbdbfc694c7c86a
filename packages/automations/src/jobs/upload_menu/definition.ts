import { z } from "zod";
import {
  change,
  defineAutomation,
  formField,
  knownTarget,
  type PreflightCheck,
  type ResultRow,
  read,
  storedFileSchema,
  targetFields,
  visit,
} from "../../define/index.ts";

export const UPLOAD_MODES = ["new", "complete", "update"] as const;
export type UploadMode = (typeof UPLOAD_MODES)[number];

const countsSchema = z.object({ categories: z.number().int().min(0), dishes: z.number().int().min(0) });

const inputSchema = z
  .object({
    ...targetFields,
    file: storedFileSchema.meta(formField({ label: "Menu file", control: "menu_file" })),
    menuName: z
      .string("The menu needs a name")
      .trim()
      .min(1, "The menu needs a name")
      .max(120, "The menu's name is longer than 120 characters")
      .meta(formField({ label: "Menu's name at the portal" })),
    /**
     * `new` puts a menu beside those that are there; `complete` adds to the one of this name what it lacks; `update` changes
     * the dishes whose portal ids the file names.
     */
    mode: z
      .enum(UPLOAD_MODES)
      .default("new")
      .meta(
        formField({
          label: "What happens to the dishes there",
          control: "cards",
          place: "side",
          choices: {
            new: { label: "Add a menu", note: "Beside those that are there; leaves every dish as it is" },
            complete: {
              label: "Add what is missing",
              note: "To the menu of this name; leaves every dish as it is",
            },
            update: {
              label: "Update by ids",
              note: "Changes the dishes whose portal ids are in the file; removes none",
            },
          },
        }),
      ),
    /** what the preview showed; the flow reads the file again and compares */
    counts: countsSchema
      .extend({
        dishes: z.number().int().min(1, "The file has no dish"),
        /** cells that begin like a formula */
        formulas: z.number().int().min(0).default(0),
        /** the file names the portal's ids; left out when nobody looked */
        hasIds: z.boolean().optional(),
        /** how many of the dishes an earlier run has not seen at the portal; left out when nobody looked */
        missing: z.number().int().min(1).optional(),
      })
      .meta(formField({ label: "Counts", hidden: true })),
    /** somebody looked at the cells that begin like a formula */
    areFormulasConfirmed: z
      .boolean()
      .default(false)
      .meta(formField({ label: "Names that begin with = + - @ are meant so", hidden: true })),
  })
  .superRefine(({ counts, areFormulasConfirmed }, context) => {
    if (counts.formulas === 0 || areFormulasConfirmed) return;
    const message = "Some names begin like a formula. Look at them and say that they are meant so";
    context.addIssue({ code: "custom", path: ["areFormulasConfirmed"], message });
  });

const dishRowSchema = z.object({ category: z.string(), name: z.string(), price: z.string() });

const resultSchema = z.object({
  upstreamId: z.string(),
  portalPage: z.url(),
  menuName: z.string(),
  sent: countsSchema,
  seen: countsSchema,
  /** in the file and not seen at the portal */
  missing: z.array(dishRowSchema),
  /** in this menu at the portal and not in the file */
  extra: z.array(dishRowSchema),
});

export type UploadMenuInput = z.output<typeof inputSchema>;
export type UploadMenuResult = z.output<typeof resultSchema>;

export const uploadMenu = defineAutomation({
  type: "upload_menu",
  version: 2,
  category: "menu",
  words: {
    title: "Upload menu",
    button: ({ mode, counts }) => {
      if (mode === "complete")
        return counts.missing ? `Add ${counts.missing} missing at Pumpd` : "Add what is missing at Pumpd";
      return `${mode === "new" ? "Add" : "Update"} ${dishes(counts.dishes)} at Pumpd`;
    },
    about: "Sends the checked menu file to the portal and reads back every category, dish and price.",
    unknown: { button: "Upload", thing: "the menu" },
  },
  input: inputSchema,
  result: resultSchema,
  steps: {
    readFile: read("Read the file", { usualMs: 100 }),
    signIn: visit("Sign in", { usualMs: 1_200 }),
    open: visit("Open the menus", { usualMs: 900 }),
    import: change("Send the menu and read it back", { usualMs: 4_000, repeat: "never", commit: "menu.import" }),
  },
  limits: { runMs: 120_000, stepMs: 60_000, stallMs: 90_000, extraMsPerItem: 100 },
  maxRetries: 2,
  after: ["registered"],
  prefill: (restaurant) => knownTarget(restaurant),
  preflight: (input) => {
    const checks: PreflightCheck[] = [
      {
        level: "ok",
        title: `${dishes(input.counts.dishes)} in ${categories(input.counts.categories)}`,
        detail: `Read from ${input.file.fileName}.`,
        fix: { field: "file" },
      },
    ];
    if (input.mode === "update" && input.counts.hasIds === false)
      checks.push({
        level: "block",
        title: "The file names no dish by its portal id",
        detail: "Export the menu at the portal, change that file and choose it here; or add a menu.",
        fix: { field: "mode" },
      });
    else if (input.mode === "update")
      checks.push({
        level: "warn",
        title: "Changes dishes that guests can order now",
        detail: "Only dishes whose portal ids are in the file are changed; nothing is taken away.",
        fix: { field: "mode" },
      });
    return checks;
  },
  portalPlan: ({ mode, counts, menuName }) => [
    { does: "look", text: `look which menus are there, and ${lookedFor(mode, menuName)}`, usualMs: 900 },
    {
      does: "send",
      text: `send one file with ${mode === "complete" ? "the dishes that it lacks" : dishes(counts.dishes)}`,
      usualMs: 3_500,
    },
    { does: "see", text: "read back every category, dish and price", usualMs: 1_200 },
  ],
  itemCount: ({ mode, counts }) => (mode === "complete" ? (counts.missing ?? counts.dishes) : counts.dishes),
  outcome: ({ missing }) => (missing.length === 0 ? "success" : "partial"),
  // A menu with dishes that are not ours is not ours to go on with.
  remaining: (input, { missing, extra }) =>
    missing.length === 0 || extra.length > 0
      ? undefined
      : { ...input, mode: "complete" as const, counts: { ...input.counts, missing: missing.length } },
  milestone: () => ({ milestone: "menu_imported" }),
  summary: ({ seen, missing }) =>
    missing.length === 0 ? dishes(seen.dishes) : `${missing.length} of ${dishes(seen.dishes + missing.length)} missing`,
  resultRows: (input, result): ResultRow[] => {
    const row = (label: string, ours: string, portal: string): ResultRow => ({
      label,
      ours,
      portal,
      isSame: ours === portal,
    });
    return [
      { ...row("Menu", input.menuName, result.menuName), href: result.portalPage },
      row("Categories", String(result.sent.categories), String(result.seen.categories)),
      row("Dishes", String(result.sent.dishes), String(result.seen.dishes)),
      ...result.missing.map(
        ({ category, name, price }): ResultRow => ({
          label: category,
          ours: `${name} · ${price}`,
          portal: "not seen",
          isSame: false,
        }),
      ),
      ...result.extra.map(
        ({ category, name, price }): ResultRow => ({
          label: category,
          ours: "not in the file",
          portal: `${name} · ${price}`,
          isSame: false,
        }),
      ),
    ];
  },
});

function lookedFor(mode: UploadMode, menuName: string): string {
  if (mode === "new") return `that “${menuName}” is not one of them`;
  if (mode === "complete") return `what “${menuName}” lacks`;
  return "that every id of the file is among them";
}

const dishes = (count: number): string => (count === 1 ? "1 dish" : `${count} dishes`);
const categories = (count: number): string => (count === 1 ? "1 category" : `${count} categories`);

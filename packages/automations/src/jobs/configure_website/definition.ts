import { z } from "zod";
import {
  change,
  defineAutomation,
  type FormMeta,
  formField,
  knownTarget,
  type PreflightCheck,
  type RestaurantFacts,
  type ResultRow,
  storedFileSchema,
  targetFields,
  visit,
} from "../../define/index.ts";

const colourSchema = z
  .string("Choose a colour")
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "A colour looks like #8a1c2b");

/** `https://` is added when it is missing; an address that is none is refused. */
const webAddressSchema = z
  .string()
  .trim()
  .transform((text) => (text === "" || /^https?:\/\//i.test(text) ? text : `https://${text}`))
  .refine((text) => text === "" || isPublicAddress(text), "This is not a web address");

const textSchema = (max: number) => z.string().trim().max(max, `Longer than ${max} characters`).default("");

const THEMES = { dark: { label: "Dark" }, light: { label: "Light" } } as const;
const LAYOUTS = { list: { label: "A list" }, card: { label: "Cards" } } as const;
const fontSchema = z.string().trim().min(1, "Choose a font").max(80).default("Gabarito");
const pictureField = (label: string, note?: string) => formField({ label, control: "image", ...(note && { note }) });
const codeField = (label: string) => formField({ label, control: "code" });
const colourField = (label: string, note?: string) => formField({ label, control: "colour", ...(note && { note }) });

const headerSchema = z.object({
  isShown: z
    .boolean()
    .default(true)
    .meta(formField({ label: "Show the header" })),
  background: storedFileSchema.optional().meta(pictureField("Background", "Wide: 1920 × 1080 fits.")),
  logo: storedFileSchema.optional().meta(pictureField("Logo in the header")),
});

const inputSchema = z
  .object({
    ...targetFields,
    theme: z
      .enum(["dark", "light"])
      .default("dark")
      .meta(formField({ label: "Theme", section: "Look", choices: THEMES })),
    primaryColour: colourSchema.meta(colourField("Primary colour")),
    secondaryColour: colourSchema
      .optional()
      .meta(colourField("Secondary colour", "On a light store the colour of texts on boxes and in the top bar.")),
    navTextColour: colourSchema.optional().meta(colourField("Text in the top bar")),
    boxTextColour: colourSchema.optional().meta(colourField("Text on boxes")),
    itemLayout: z
      .enum(["list", "card"])
      .default("list")
      .meta(formField({ label: "Dishes as", choices: LAYOUTS })),
    headingFont: fontSchema.meta(formField({ label: "Font of headings", control: "font", section: "Fonts" })),
    textFont: fontSchema.meta(formField({ label: "Font of texts", control: "font" })),
    logo: storedFileSchema.optional().meta({
      ...pictureField("Logo", "Also the icon in the browser tab, unless there is one below."),
      section: "Pictures",
    }),
    favicon: storedFileSchema.optional().meta(pictureField("Icon in the browser tab")),
    header: headerSchema.optional().meta(formField({ label: "Set up the header", control: "group" })),
    seoTitle: textSchema(200).meta(formField({ label: "Title for search engines", section: "Found and followed" })),
    seoDescription: textSchema(500).meta(formField({ label: "Description for search engines" })),
    facebookUrl: webAddressSchema.default("").meta(formField({ label: "Facebook" })),
    instagramUrl: webAddressSchema.default("").meta(formField({ label: "Instagram" })),
    headCode: storedFileSchema.optional().meta({ ...codeField("Code for the head"), section: "Code" }),
    bodyCode: storedFileSchema.optional().meta(codeField("Code for the body")),
  })
  .meta({ preview: "store" } satisfies FormMeta);

const resultSchema = z.object({
  upstreamId: z.string(),
  portalPage: z.url(),
  storeUrl: z.url(),
  logoUrl: z.url().nullable(),
  /** what the portal showed, block by block */
  blocks: z.array(z.object({ block: z.string(), shown: z.record(z.string(), z.string()) })),
});

export type ConfigureWebsiteInput = z.output<typeof inputSchema>;
export type ConfigureWebsiteResult = z.output<typeof resultSchema>;

const SAVE = { repeat: "safe", commit: "settings.save" } as const;

export const configureWebsite = defineAutomation({
  type: "configure_website",
  version: 1,
  category: "website",
  words: {
    title: "Website",
    button: (input) => `Set ${parts(input).length} parts of the website at Pumpd`,
    about:
      "Sets theme, colours, fonts, pictures, texts and code of the store, one part at a time, and reads each back.",
    unknown: { button: "Save", thing: "the website's settings" },
  },
  input: inputSchema,
  result: resultSchema,
  steps: {
    readFiles: visit("Read the pictures and code", { usualMs: 200 }),
    signIn: visit("Sign in", { usualMs: 1_200 }),
    open: visit("Open the restaurant", { usualMs: 900 }),
    theme: change("Theme", { usualMs: 1_500, repeat: "safe", commit: "theme.apply" }),
    colours: change("Colours", { usualMs: 1_500, ...SAVE }),
    fonts: change("Fonts", { usualMs: 1_800, ...SAVE }),
    nav: change("Top bar and logo", { usualMs: 2_500, ...SAVE }),
    header: change("Header", { usualMs: 3_500, ...SAVE }),
    items: change("Dishes", { usualMs: 1_000, ...SAVE }),
    favicon: change("Icon", { usualMs: 2_500, ...SAVE }),
    seo: change("Search engines", { usualMs: 1_000, ...SAVE }),
    social: change("Social media", { usualMs: 1_000, ...SAVE }),
    code: change("Head and body code", { usualMs: 1_200, ...SAVE }),
  },
  limits: { runMs: 240_000, stepMs: 60_000, stallMs: 90_000 },
  maxRetries: 2,
  after: ["registered"],
  prefill: (restaurant) => ({ ...knownTarget(restaurant), ...seoOf(restaurant) }),
  preflight: (input) => {
    const checks: PreflightCheck[] = [
      { level: "ok", title: `${parts(input).length} parts`, detail: `${parts(input).join(", ")}.` },
    ];
    const missing = [!input.logo && "logo", !input.headCode && "head code", !input.bodyCode && "body code"].filter(
      (one) => one !== false,
    );
    if (missing.length > 0)
      checks.push({
        level: "warn",
        title: `Without ${missing.join(", ")}`,
        detail: "What is there at the portal stays as it is.",
      });
    return checks;
  },
  portalPlan: (input) => [
    { does: "look", text: "read each part as it is now", usualMs: 300 * parts(input).length },
    { does: "send", text: `change what differs in ${parts(input).join(", ")}`, usualMs: 900 * parts(input).length },
    { does: "see", text: "load the settings again after each save and compare", usualMs: 500 * parts(input).length },
  ],
  milestone: (result) => ({ milestone: "website_configured", storeUrl: result.storeUrl }),
  summary: (result) => `${new URL(result.storeUrl).host}, ${result.blocks.length} parts`,
  resultRows: (_, result): ResultRow[] => [
    {
      label: "Store",
      ours: null,
      portal: new URL(result.storeUrl).host,
      isSame: true,
      isCode: true,
      href: result.storeUrl,
    },
    { label: "Settings", ours: null, portal: "open at the portal", isSame: true, href: result.portalPage },
    ...result.blocks.flatMap(({ block, shown }) =>
      Object.entries(shown).map(
        ([label, portal]): ResultRow => ({
          label: `${BLOCK_TITLES[block] ?? block}: ${label}`,
          ours: null,
          isSame: true,
          ...shownWords(portal),
        }),
      ),
    ),
  ],
});

const BLOCK_TITLES: Readonly<Record<string, string>> = {
  theme: "Theme",
  colours: "Colours",
  fonts: "Fonts",
  nav: "Top bar",
  header: "Header",
  items: "Dishes",
  favicon: "Icon",
  seo: "Search",
  social: "Social",
  code: "Code",
};

/** A picture's address is long and says nothing: it is a link. */
function shownWords(portal: string): Pick<ResultRow, "portal" | "href"> {
  if (/^https?:\/\/\S+ucarecdn/.test(portal)) return { portal: "the picture", href: portal };
  return { portal: portal.trim() === "" ? "empty" : portal };
}

/** What a request changes, in the order of the steps. */
function parts(input: ConfigureWebsiteInput): string[] {
  const hasSeo = input.seoTitle !== "" || input.seoDescription !== "";
  const hasSocial = input.facebookUrl !== "" || input.instagramUrl !== "";
  const optional: [boolean, string][] = [
    [input.header !== undefined, "header"],
    [true, "dishes"],
    [input.favicon !== undefined || input.logo !== undefined, "icon"],
    [hasSeo, "search engines"],
    [hasSocial, "social media"],
    [input.headCode !== undefined || input.bodyCode !== undefined, "code"],
  ];
  return ["theme", "colours", "fonts", "top bar", ...optional.flatMap(([is, part]) => (is ? [part] : []))];
}

function seoOf({ name, address, phone }: RestaurantFacts): { seoTitle: string; seoDescription: string } {
  // “12 Example Quay, Wellington 6011, New Zealand”: the part before the country is the place.
  const place = address?.split(",").at(-2)?.trim() ?? "";
  return {
    seoTitle: `${[name, place].filter((part) => part !== "").join(" ")} - Order Online for Delivery or Pickup`,
    seoDescription: [address, phone].filter(Boolean).join(" "),
  };
}

function isPublicAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).hostname.includes(".");
}

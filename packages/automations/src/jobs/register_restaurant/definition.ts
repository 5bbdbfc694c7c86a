import {
  CLOSED_WEEK,
  COUNTRIES,
  countrySchema,
  crossesMidnight,
  DAYS,
  defaultTimezone,
  proposeSubdomain,
  SUBDOMAIN_PATTERN,
  toPortalSlots,
  upstreamIdSchema,
  weekHoursSchema,
} from "@pumpd/model";
import { z } from "zod";
import { change, defineAutomation, type PreflightCheck, type ResultRow, read, visit } from "../../define/index.ts";

const inputSchema = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, "Name is empty; guests need one")
      .max(120, "Name is longer than 120 characters")
      .meta({ label: "Name" }),
    subdomain: z
      .string()
      .trim()
      .toLowerCase()
      .min(4, "Store address needs at least 4 characters")
      .max(63, "Store address is longer than 63 characters")
      .regex(SUBDOMAIN_PATTERN, "Only a to z, 0 to 9 and hyphens, with a letter or digit at both ends")
      .meta({ label: "Store address" }),
    address: z
      .string()
      .trim()
      .min(5, "Street address is missing; the portal needs one from its map")
      .max(200, "Street address is longer than 200 characters")
      .meta({ label: "Street address" }),
    phone: z
      .string()
      .trim()
      .max(30, "Phone is longer than 30 characters")
      .regex(/^[+()\d\s-]*$/, "Phone may hold digits, spaces, + - ( )")
      .default("")
      .meta({ label: "Phone" }),
    openingHours: weekHoursSchema.meta({ label: "Opening hours" }),
    country: countrySchema.meta({ label: "Country" }),
    timezone: z.string().meta({ label: "Timezone" }),
    taxInPrices: z.boolean().default(true).meta({ label: "Prices include tax" }),
    /** the one of several with this name that a person said is ours */
    upstreamId: upstreamIdSchema.optional().meta({ label: "Portal id", hidden: true }),
  })
  .refine((input) => input.timezone in COUNTRIES[input.country].timezones, {
    path: ["timezone"],
    message: "This timezone is not one of the country's",
  });

const resultSchema = z.object({
  upstreamId: upstreamIdSchema,
  subdomain: z.string().regex(SUBDOMAIN_PATTERN),
  storeUrl: z.url(),
  readBack: z.object({
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    slotCount: z.number().int(),
    currency: z.string(),
    taxInPrices: z.boolean(),
  }),
});

type RegisterInput = z.output<typeof inputSchema>;

export const registerRestaurant = defineAutomation({
  type: "register_restaurant",
  version: 1,
  category: "restaurant",
  words: {
    title: "Register",
    button: () => "Create 1 restaurant at Pumpd",
    about: "Creates the restaurant in its portal account and reads back its portal id and store address.",
    unknown: { button: "Create", thing: "the restaurant" },
  },
  input: inputSchema,
  result: resultSchema,
  steps: {
    signIn: visit("Sign in", { usualMs: 1_200 }),
    create: change("Create the restaurant", { usualMs: 3_000, repeat: "never", commit: "restaurant.create" }),
    readBack: read("Read back", { usualMs: 900 }),
  },
  limits: { runMs: 180_000, stepMs: 60_000, stallMs: 90_000 },
  maxRetries: 2,
  after: [],
  prefill: (restaurant) => ({
    name: restaurant.name,
    subdomain: restaurant.subdomain ?? proposeSubdomain(restaurant.name),
    address: restaurant.address ?? "",
    phone: restaurant.phone ?? "",
    openingHours: restaurant.openingHours ?? CLOSED_WEEK,
    country: restaurant.country,
    timezone:
      restaurant.timezone in COUNTRIES[restaurant.country].timezones
        ? restaurant.timezone
        : defaultTimezone(restaurant.country),
    taxInPrices: true,
  }),
  preflight: (input, restaurant) => {
    const checks: PreflightCheck[] = [];
    if (restaurant.upstreamId)
      checks.push({
        level: "block",
        title: "Registered already",
        detail: `It is at the portal as ${restaurant.upstreamId}.`,
        fix: { page: "restaurant" },
      });
    checks.push(hoursCheck(input));
    if (!input.phone)
      checks.push({
        level: "warn",
        title: "No phone number",
        detail: "The portal may refuse the form without one.",
        fix: { field: "phone" },
      });
    return checks;
  },
  portalPlan: () => [
    { does: "look", text: "look once more that it is not there", usualMs: 1_000 },
    { does: "send", text: "create one restaurant", usualMs: 2_500 },
    { does: "see", text: "read back its id, address and hours", usualMs: 1_000 },
  ],
  linkTo: (input, upstreamId) => ({ ...input, upstreamId }),
  milestone: (result) => ({
    milestone: "registered",
    upstreamId: result.upstreamId,
    subdomain: result.subdomain,
    storeUrl: result.storeUrl,
  }),
  summary: (result) => new URL(result.storeUrl).host,
  resultRows: (input, result): ResultRow[] => {
    const slots = toPortalSlots(input.openingHours);
    const same = (label: string, ours: string, portal: string): ResultRow => ({
      label,
      ours,
      portal,
      isSame: ours === portal,
    });
    return [
      { label: "Portal id", ours: null, portal: result.upstreamId, isSame: true, isCode: true },
      {
        label: "Store address",
        ours: input.subdomain,
        portal: new URL(result.storeUrl).host,
        isSame: result.subdomain === input.subdomain,
        isCode: true,
        href: result.storeUrl,
      },
      same("Name", input.name, result.readBack.name),
      same("Street address", input.address, result.readBack.address),
      same("Phone", input.phone || "none", result.readBack.phone || "none"),
      same("Opening hours", slotWords(Math.max(1, slots.length)), slotWords(result.readBack.slotCount)),
      same(
        "Prices",
        priceWords(COUNTRIES[input.country].currency, input.taxInPrices),
        priceWords(result.readBack.currency, result.readBack.taxInPrices),
      ),
    ];
  },
});

function slotWords(count: number): string {
  return count === 1 ? "1 slot" : `${count} slots`;
}

function priceWords(currency: string, taxInPrices: boolean): string {
  return `${currency}, tax ${taxInPrices ? "included" : "on top"}`;
}

const DAY_LIST = new Intl.ListFormat("en-NZ");

function hoursCheck(input: RegisterInput): PreflightCheck {
  const late = DAYS.filter((day) => input.openingHours[day].some(crossesMidnight));
  const slots = toPortalSlots(input.openingHours);
  if (slots.length === 0)
    return {
      level: "warn",
      title: "Closed all week",
      detail: "The portal keeps its own first slot until hours are set.",
      fix: { field: "openingHours" },
    };
  if (late.length > 0)
    return {
      level: "ok",
      title: late.length === DAYS.length ? "Every night runs past midnight" : `${DAY_LIST.format(late)} past midnight`,
      detail: `The portal gets ${slots.length} slots, split at midnight.`,
    };
  return { level: "ok", title: "Opening hours are complete", detail: `The portal gets ${slotWords(slots.length)}.` };
}

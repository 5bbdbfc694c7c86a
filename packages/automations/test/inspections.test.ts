import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnyAutomation, Findings, Flow, Inspection } from "../src/define/index.ts";
import { configureWebsiteExamples, websiteExampleFiles } from "../src/jobs/configure_website/examples.ts";
import { configureWebsiteFlow } from "../src/jobs/configure_website/flow.ts";
import { itemTagsExamples } from "../src/jobs/item_tags/examples.ts";
import { itemTagsFlow } from "../src/jobs/item_tags/flow.ts";
import { optionSetsExamples } from "../src/jobs/option_sets/examples.ts";
import { optionSetsFlow } from "../src/jobs/option_sets/flow.ts";
import { registerRestaurantExamples } from "../src/jobs/register_restaurant/examples.ts";
import { registerRestaurantFlow } from "../src/jobs/register_restaurant/flow.ts";
import { exampleMenuCsv, uploadMenuExamples } from "../src/jobs/upload_menu/examples.ts";
import { uploadMenuFlow } from "../src/jobs/upload_menu/flow.ts";
import type { Category } from "../src/jobs/upload_menu/menu.ts";
import { readMenuCsv, writeMenuCsv } from "../src/jobs/upload_menu/menu-csv/index.ts";
import { codeOf } from "./support/portal-bench.ts";
import { openRestaurantBench, type RestaurantBench } from "./support/restaurant-bench.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

let portal: RestaurantBench;
beforeAll(async () => {
  portal = await openRestaurantBench();
});
beforeEach(() => portal.reset());
afterAll(() => portal.stop());

const menuFiles = { [uploadMenuExamples.small.file.artifactId]: exampleMenuCsv };
const files = { ...menuFiles, ...websiteExampleFiles };
const PLAN_LINE = { added: 0, changed: 0, same: 0, extra: 0 };

async function done<A extends AnyAutomation>(flow: Flow<A>, input: unknown): Promise<void> {
  expect((await portal.run(flow, input, { files })).ending.kind).toBe("finished");
}

/** Every inspection of these tests goes through here, so each of them also shows that it has changed nothing. */
async function inspect<A extends AnyAutomation>(inspection: Inspection, flow: Flow<A>, input: unknown) {
  const before = (await portal.journal()).effects.filter(({ kind }) => !kind.startsWith("session"));
  const run = await portal.run(flow, input, { files, inspection, job: "inspection" });
  const after = (await portal.journal()).effects.filter(({ kind }) => !kind.startsWith("session"));
  expect(after).toEqual(before);
  expect(run.ledger.rows.filter(({ job }) => job === "inspection")).toEqual([]);
  return run.ending;
}

async function findingsOf<A extends AnyAutomation>(
  inspection: Inspection,
  flow: Flow<A>,
  input: unknown,
): Promise<Findings> {
  const ending = await inspect(inspection, flow, input);
  if (ending.kind !== "inspected") throw new Error(JSON.stringify(ending));
  return ending.findings;
}

function menuCsvNamed(name: string, categories: Category[]): string {
  return writeMenuCsv({ ...readMenuCsv(exampleMenuCsv).menu, name, categories }, { ids: "blank" });
}

const anOptionSet = (name: string) => ({
  internalNote: "",
  name,
  displayName: "",
  options: [],
  required: false,
  selectMultiple: false,
  enableQuantity: false,
  min: "",
  max: "",
  dishIds: [],
});

describe("register_restaurant", () => {
  const input = registerRestaurantExamples.plain;

  test("plan: what is not there would be added", async () => {
    const { counts, items } = await findingsOf("plan", registerRestaurantFlow, input);
    expect(counts).toEqual({ ...PLAN_LINE, added: 1 });
    expect(items).toMatchObject([{ kind: "added", label: input.name, before: null }]);
    expect(items[0]?.after).toContain(input.subdomain);
  });

  test("drift: what was created is as it was, until somebody changes it", async () => {
    await done(registerRestaurantFlow, input);
    expect((await findingsOf("drift", registerRestaurantFlow, input)).counts).toEqual({ ...PLAN_LINE, same: 1 });
    const changed = { ...input, phone: "+64 4 555 0199" };
    const { items } = await findingsOf("drift", registerRestaurantFlow, changed);
    expect(items).toMatchObject([
      { kind: "changed", label: "Phone", before: input.phone, after: changed.phone },
      { kind: "same", label: input.name },
    ]);
    // The same before a press: the restaurant is there, and registering leaves its phone alone.
    expect((await findingsOf("plan", registerRestaurantFlow, changed)).counts).toEqual({
      ...PLAN_LINE,
      same: 1,
      extra: 1,
    });
  });
});

describe("upload_menu", () => {
  const input = uploadMenuExamples.small;

  test("plan: a new menu would be added; a taken name is told before anything is sent", async () => {
    const { items } = await findingsOf("plan", uploadMenuFlow, input);
    expect(items).toMatchObject([{ kind: "added", label: `Menu “${input.menuName}”` }]);
    const other = readMenuCsv(exampleMenuCsv).menu;
    await portal.givenMenu(menuCsvNamed(input.menuName, other.categories.slice(0, 1)));
    expect(codeOf(await inspect("plan", uploadMenuFlow, input))).toBe("MENU_NAME_TAKEN");
  });

  test("drift: dishes that went, came or cost something else are named", async () => {
    const menu = readMenuCsv(exampleMenuCsv).menu;
    await done(uploadMenuFlow, input);
    expect((await findingsOf("drift", uploadMenuFlow, input)).counts).toEqual({ ...PLAN_LINE, same: 1 });
    await portal.reset();
    const [first, ...rest] = menu.categories.flatMap((category) => category.dishes.map((dish) => ({ category, dish })));
    if (!first) throw new Error("the example has no dish");
    const others = menu.categories.map((category) => ({
      ...category,
      dishes: category.dishes
        .filter((dish) => dish !== rest.at(-1)?.dish)
        .map((dish) => (dish === first.dish ? { ...dish, priceCents: dish.priceCents + 100 } : dish)),
    }));
    await portal.givenMenu(menuCsvNamed(input.menuName, others));
    const { counts, items } = await findingsOf("drift", uploadMenuFlow, input);
    expect(counts).toEqual({ ...PLAN_LINE, added: 1, changed: 1 });
    expect(items.map(({ label }) => label)).toEqual([
      `${rest.at(-1)?.category.name}: ${rest.at(-1)?.dish.name}`,
      `${first.category.name}: ${first.dish.name}`,
    ]);
  });
});

describe("option_sets", () => {
  const input = optionSetsExamples.three;
  beforeEach(() => portal.givenMenu(readMenuCsv(exampleMenuCsv).corrected));

  test("plan: all three would be added; what nobody asked for is left alone", async () => {
    await portal.byHand("POST", "/option-sets", anOptionSet("Theirs"));
    const { counts, items } = await findingsOf("plan", optionSetsFlow, input);
    expect(counts).toEqual({ ...PLAN_LINE, added: 3, extra: 1 });
    expect(items.find(({ kind }) => kind === "extra")).toMatchObject({ label: "Theirs", after: null });
  });

  test("drift: the field and the dish that differ are named, by the set", async () => {
    await done(optionSetsFlow, input);
    expect((await findingsOf("drift", optionSetsFlow, input)).counts).toEqual({ ...PLAN_LINE, same: 3 });
    const [size] = (await portal.target()).optionSets;
    await portal.byHand("PUT", `/option-sets/${size?.id}`, { ...size, max: "5", dishIds: size?.dishIds.slice(1) });
    const { counts, items } = await findingsOf("drift", optionSetsFlow, input);
    expect(counts).toEqual({ ...PLAN_LINE, changed: 2, same: 2 });
    expect(items.slice(0, 2)).toEqual([
      { kind: "changed", label: "Choose your size: Max Options Required", before: "5", after: "1" },
      { kind: "changed", label: "Choose your size: Beef Pho", before: "not on it", after: "on it" },
    ]);
  });

  test("two of one name are told; which one is meant is not guessed", async () => {
    await portal.byHand("POST", "/option-sets", anOptionSet("Notes"));
    await portal.byHand("POST", "/option-sets", anOptionSet("Notes"));
    const { items } = await findingsOf("plan", optionSetsFlow, input);
    expect(items.find(({ label }) => label === "Notes")).toMatchObject({
      kind: "changed",
      before: "“Notes” is at the portal 2 times.",
    });
  });
});

describe("item_tags", () => {
  const input = itemTagsExamples.three;
  beforeEach(() => portal.givenMenu(readMenuCsv(exampleMenuCsv).corrected));

  test("plan and drift", async () => {
    expect((await findingsOf("plan", itemTagsFlow, input)).counts).toEqual({ ...PLAN_LINE, added: 3 });
    await done(itemTagsFlow, input);
    const [popular] = (await portal.target()).tags;
    await portal.byHand("PUT", `/tags/${popular?.id}`, {
      ...popular,
      icon: "",
      color: "#000000",
      background: "#123456",
    });
    const { counts, items } = await findingsOf("drift", itemTagsFlow, input);
    expect(counts).toEqual({ ...PLAN_LINE, changed: 1, same: 2 });
    expect(items[0]).toEqual({ kind: "changed", label: "Popular: colour", before: "#123456", after: "#b400fa" });
  });
});

describe("configure_website", () => {
  const { dark, everything } = configureWebsiteExamples;

  test("plan and drift: each field that differs, beside what it would be", async () => {
    const plan = await findingsOf("plan", configureWebsiteFlow, everything);
    expect(plan.counts.same).toBeGreaterThan(0);
    expect(plan.items).toContainEqual({
      kind: "changed",
      label: "Colors: Primary",
      before: expect.stringMatching(/^#[0-9a-f]{6}$/),
      after: everything.primaryColour,
    });
    expect(plan.items).toContainEqual({
      kind: "changed",
      label: "Favicon: Favicon",
      before: "no picture",
      after: "logo.png",
    });
    const coded = { ...dark, headCode: everything.headCode };
    await done(configureWebsiteFlow, coded);
    const drift = () => findingsOf("drift", configureWebsiteFlow, coded);
    expect((await drift()).counts).toEqual({ ...PLAN_LINE, same: 7 });
    const { settings } = await portal.target();
    await portal.byHand("PUT", "/settings", {
      block: "by hand",
      settings: { ...settings, "website.code.head": "old" },
    });
    const { counts, items } = await drift();
    expect(counts).toEqual({ ...PLAN_LINE, changed: 1, same: 6 });
    expect(items[0]).toMatchObject({ kind: "changed", label: "Custom Code: Head Code", before: "3 characters" });
  });
});

describe("a canary", () => {
  const menu = uploadMenuExamples.small;

  test("knows the pages of a registration and of a menu, forms included, and fills none", async () => {
    const { counts } = await findingsOf("canary", registerRestaurantFlow, registerRestaurantExamples.plain);
    expect(counts).toEqual({ ...PLAN_LINE, added: 1 });
    expect((await inspect("canary", uploadMenuFlow, menu)).kind).toBe("inspected");
  });

  test("tells a field that is gone from the create dialog, which no probe looks at", async () => {
    await portal.faults({ kind: "drift", mode: "remove", selector: 'input[type="tel"]' });
    expect(codeOf(await inspect("canary", registerRestaurantFlow, registerRestaurantExamples.plain))).toBe(
      "PORTAL_CHANGED",
    );
    expect((await inspect("plan", registerRestaurantFlow, registerRestaurantExamples.plain)).kind).toBe("inspected");
  });

  test("looks at one of many things in each step", async () => {
    await portal.givenMenu(readMenuCsv(exampleMenuCsv).corrected);
    const { counts } = await findingsOf("canary", optionSetsFlow, optionSetsExamples.three);
    // The first for the list, the next for the editor, since the first is not there; the third is nobody's business.
    expect(counts).toEqual({ ...PLAN_LINE, added: 2 });
  });
});

test("an inspection of a missing restaurant, or of another one, says so and finds nothing", async () => {
  const input = { ...configureWebsiteExamples.dark, upstreamId: "RESmissing999" };
  expect(codeOf(await inspect("plan", configureWebsiteFlow, input))).toBe("TARGET_NOT_FOUND");
  const trap = { ...input, upstreamId: "REStrapTwo22" };
  expect(codeOf(await inspect("drift", configureWebsiteFlow, trap))).toBe("TARGET_MISMATCH");
});

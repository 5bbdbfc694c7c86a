import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { targetTraps, testFlowRow } from "../../../test/support/flow-matrix.ts";
import { MemoryLedger } from "../../../test/support/memory-job-store.ts";
import { codeOf } from "../../../test/support/portal-bench.ts";
import { type BenchRun, openRestaurantBench, type RestaurantBench } from "../../../test/support/restaurant-bench.ts";
import type { ConfigureWebsiteResult } from "./definition.ts";
import { configureWebsiteExamples, websiteExampleFiles as files } from "./examples.ts";
import { configureWebsiteFlow as flow } from "./flow.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

const { dark, everything } = configureWebsiteExamples;
const coded = { ...dark, headCode: everything.headCode };
const settingsRoute = "PUT /api/restaurants/:id/settings";

let portal: RestaurantBench;
beforeAll(async () => {
  portal = await openRestaurantBench();
});
beforeEach(() => portal.reset());
afterAll(() => portal.stop());

const run = (input: unknown, more: BenchRun<typeof flow.automation> = {}) =>
  portal.run(flow, input, { files, ...more });

function resultOf({ ending }: Awaited<ReturnType<typeof run>>): ConfigureWebsiteResult {
  if (ending.kind !== "finished") throw new Error(JSON.stringify(ending));
  // Checked by the definition's own schema before it became an ending.
  return ending.result as ConfigureWebsiteResult;
}

const count = async (kind: string) => (await portal.changes()).filter((change) => change === kind).length;

test("the example's files are what their hashes say", () => {
  const { logo, header, headCode, bodyCode } = everything;
  for (const { artifactId, sha256 } of [logo, header.background, headCode, bodyCode]) {
    expect(
      createHash("sha256")
        .update(files[artifactId] ?? "")
        .digest("hex"),
    ).toBe(sha256);
  }
});

describe("a good run", () => {
  test("light, with everything: each part is saved once and read back", async () => {
    const result = resultOf(await run(everything));
    const { settings } = await portal.target();
    expect(settings).toMatchObject({
      "website.colors.primary": "#8a1c2b",
      "website.colors.background": "#fffbf2",
      "website.colors.text": "#323232",
      "website.colors.boxText": "#1f3d36",
      "website.fonts.heading": "Gabarito",
      "website.fonts.normal": "Gabarito",
      "website.nav.background": "#fffbf2",
      "website.nav.text": "#1f3d36",
      "website.header.show": true,
      "website.header.title": " ",
      "website.items.style": "card",
      "website.items.tagPosition": "inner-bottom",
      "website.seo.title": everything.seoTitle,
      "website.social.facebook": "https://facebook.com/example?page=1&x=2",
      "website.social.instagram": "https://instagram.com/example",
      "website.code.head": files[everything.headCode.artifactId],
      "website.code.body": files[everything.bodyCode.artifactId],
    });
    const images = ["nav.logo", "header.background", "header.logo", "favicon"].map((key) => settings[`website.${key}`]);
    expect(new Set(images).size).toBe(4);
    expect(result.logoUrl).toBe(`${portal.url}${String(settings["website.nav.logo"])}`);
    // The portal begins light: the theme is so already, and nine blocks are saved once each.
    expect(await count("theme.apply")).toBe(0);
    expect(await count("settings.update")).toBe(9);
    expect(await count("file.upload")).toBe(4);
  });

  test("dark: the theme is applied once, its question is answered, and colours come after it", async () => {
    resultOf(await run(dark));
    expect(await count("theme.apply")).toBe(1);
    expect((await portal.target()).settings).toMatchObject({
      "website.theme": "dark",
      "website.colors.primary": "#8a1c2b",
      "website.colors.boxText": "#ffffff",
      "website.header.show": false,
    });
    const before = await portal.changes();
    resultOf(await run(dark, { job: "job-2" }));
    expect(await portal.changes()).toEqual(before);
  });

  test("a header that is shown already stays shown: the switch is read, not flipped", async () => {
    const { settings } = await portal.target();
    await portal.byHand("PUT", "/settings", {
      block: "by hand",
      settings: { ...settings, "website.header.show": true, "website.header.title": " " },
    });
    resultOf(await run({ ...dark, header: { isShown: true } }));
    expect((await portal.target()).settings["website.header.show"]).toBe(true);
  });

  test("what somebody changed by hand is set again, and only that", async () => {
    await run(coded);
    const { settings } = await portal.target();
    await portal.byHand("PUT", "/settings", {
      block: "by hand",
      settings: { ...settings, "website.code.head": "old", "website.footer.text": "theirs" },
    });
    const before = (await portal.changes()).length;
    resultOf(await run(coded, { job: "job-2" }));
    expect((await portal.changes()).slice(before)).toEqual(["settings.update"]);
    expect((await portal.target()).settings).toMatchObject({
      "website.code.head": files[everything.headCode.artifactId],
      "website.footer.text": "theirs",
    });
  });
});

describe("a portal that misbehaves", () => {
  test("a save that never sticks is not called done", async () => {
    await portal.faults({ kind: "silent-drop", route: settingsRoute });
    const { ending } = await run(dark, { timings: { probeAfterSentMs: 500 } });
    expect(codeOf(ending)).toBe("OUTCOME_UNKNOWN");
  });

  test("an upload that fails once is tried again in the host's own dialog", async () => {
    await portal.faults({ kind: "upload-fails", times: 1 });
    resultOf(await run({ ...dark, logo: everything.logo }));
    expect(await count("file.upload")).toBe(2);
  });

  test("an upload that always fails ends with the picture's name, and what came before stays", async () => {
    await portal.faults({ kind: "upload-fails" });
    const { ending } = await run({ ...dark, logo: everything.logo });
    expect(ending).toMatchObject({ kind: "failed", failure: { code: "UPLOAD_REFUSED", about: { file: "logo.png" } } });
    expect((await portal.target()).settings["website.colors.primary"]).toBe("#8a1c2b");
  });

  test("a font that is not offered is named", async () => {
    const { ending } = await run({ ...dark, headingFont: "Comic Papyrus" });
    expect(ending).toMatchObject({
      kind: "failed",
      failure: { code: "OPTION_NOT_OFFERED", about: { field: "Heading Font" } },
    });
  });
});

test("lost in the tenth part, the next attempt goes on there; however often it runs, the code is there once", async () => {
  const ledger = new MemoryLedger();
  // The theme is so already: the code's save is the ninth.
  const first = await run(everything, { ledger, crashAt: { place: "after-sent", nth: 9 } });
  expect(first.ending.kind).toBe("fenced");
  expect(await count("settings.update")).toBe(8);
  const second = await run(everything, { ledger });
  resultOf(second);
  expect(second.told.steps.slice(3).map(({ status }) => status)).toEqual([...Array(9).fill("kept"), "done"]);
  const changes = await portal.changes();
  expect(resultOf(await run(everything, { ledger, job: "job-2" })).blocks).toHaveLength(10);
  expect(await portal.changes()).toEqual(changes);
  expect(await count("settings.update")).toBe(9);
  const { settings } = await portal.target();
  const codeThere = Object.values(settings).filter((value) => value === files[everything.headCode.artifactId]);
  expect(codeThere).toHaveLength(1);
});

describe("what stops it before the portal is opened", () => {
  test("a picture that is none, and a file that changed", async () => {
    const fake = { ...files, [everything.logo.artifactId]: "<svg/>" };
    expect(codeOf((await run(everything, { files: fake })).ending)).toBe("FILE_CHANGED");
    const sha256 = createHash("sha256").update("<svg/>").digest("hex");
    const { ending } = await run({ ...dark, logo: { ...everything.logo, sha256 } }, { files: fake });
    expect(codeOf(ending)).toBe("UPLOAD_REFUSED");
    expect((await portal.journal()).requests).toEqual([]);
  });
});

/** Three parts are left to do: nothing of a part that is so already differs between the cases. */
const LEFT = ["website.colors.primary", "website.seo.title", "website.code.head"];
let nearly: Record<string, unknown> | undefined;

testFlowRow({
  flow,
  input: coded,
  files,
  given: async (at) => {
    if (!nearly) {
      const before = (await at.target()).settings;
      await at.run(flow, coded, { files });
      nearly = { ...(await at.target()).settings };
      for (const key of LEFT) nearly[key] = before[key];
      await at.reset();
    }
    await at.byHand("PUT", "/settings", { block: "by hand", settings: nearly });
  },
  changes: ["settings.update", "settings.update", "settings.update"],
  commit: { route: settingsRoute, nth: 2, repeat: "safe" },
  traps: targetTraps(coded),
});

import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { targetTraps, testFlowRow } from "../../../test/support/flow-matrix.ts";
import { codeOf } from "../../../test/support/portal-bench.ts";
import {
  type BenchRun,
  openRestaurantBench,
  type RestaurantBench,
  TARGET,
} from "../../../test/support/restaurant-bench.ts";
import type { UploadMenuResult } from "./definition.ts";
import { exampleMenuCsv, uploadMenuExamples } from "./examples.ts";
import { uploadMenuFlow as flow } from "./flow.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

const input = uploadMenuExamples.small;
const { artifactId } = input.file;
const files = { [artifactId]: exampleMenuCsv };

let portal: RestaurantBench;
beforeAll(async () => {
  portal = await openRestaurantBench();
});
beforeEach(() => portal.reset());
afterAll(() => portal.stop());

const run = (more: BenchRun<typeof flow.automation> = {}) => portal.run(flow, input, { files, ...more });

function resultOf({ ending }: Awaited<ReturnType<typeof run>>): UploadMenuResult & { outcome: string } {
  if (ending.kind !== "finished") throw new Error(JSON.stringify(ending));
  // Checked by the definition's own schema before it became an ending.
  return { ...(ending.result as UploadMenuResult), outcome: ending.outcome };
}

test("the example is the file that its hash says", () => {
  expect(createHash("sha256").update(exampleMenuCsv).digest("hex")).toBe(input.file.sha256);
  expect(Buffer.byteLength(exampleMenuCsv)).toBe(input.file.bytes);
});

describe("a good run", () => {
  test("imports once and reads back every category, dish and price", async () => {
    const result = resultOf(await run());
    expect(result).toMatchObject({
      outcome: "success",
      sent: { categories: 4, dishes: 9 },
      seen: { categories: 4, dishes: 9 },
      missing: [],
      extra: [],
    });
    expect(result.portalPage).toBe(`${portal.url}/restaurant/${TARGET.upstreamId}/menus`);
    expect(await portal.changes()).toEqual(["menu.import"]);
    const { menus } = await portal.target();
    expect(
      menus.flatMap(({ categories }) => categories.flatMap(({ dishes }) => dishes.map(({ name }) => name))),
    ).toContain("Spring Rolls");
  });

  test("a page full of words of failure is no failure", async () => {
    await run();
    const again = resultOf(
      await portal.run(flow, { ...input, menuName: "Invalid error list" }, { files, job: "job-2" }),
    );
    expect(again.outcome).toBe("success");
    expect((await portal.target()).menus.map(({ name }) => name)).toEqual(["Menu", "Invalid error list"]);
  });
});

describe("what the portal did not do", () => {
  test("a half import is partial and names the missing dishes", async () => {
    await portal.faults({ kind: "import-half", fraction: 0.5 });
    const result = resultOf(await run());
    expect(result).toMatchObject({ outcome: "partial", sent: { dishes: 9 }, seen: { dishes: 4 } });
    expect(result.missing.map(({ name }) => name)).toEqual([
      "Spring Rolls",
      "Unlimited Error Burger",
      "Kūmara & Feta",
      "- Extra ice",
      "L'Eau \\ sparkling",
    ]);
    expect(await portal.changes()).toEqual(["menu.import"]);
  });

  test("a refusal with words fails with the portal's words", async () => {
    await portal.faults({ kind: "import-refused", message: "Import rejected: request limit reached." });
    const { ending } = await run();
    expect(ending).toMatchObject({
      kind: "failed",
      failure: { code: "IMPORT_REFUSED", about: { message: "Import rejected: request limit reached." } },
    });
    expect(await portal.changes()).toEqual([]);
  });

  test("a refusal without a word is a refusal", async () => {
    await portal.faults({ kind: "import-refused-silently" });
    expect(codeOf((await run()).ending)).toBe("FORM_REFUSED");
    expect(await portal.changes()).toEqual([]);
  });
});

test("a list that is late is waited for", async () => {
  await portal.faults({ kind: "slow-list", ms: 1_500 });
  expect(resultOf(await run({ timings: { probeAfterSentMs: 8_000 } })).outcome).toBe("success");
  expect(await portal.changes()).toEqual(["menu.import"]);
});

describe("the right restaurant and the right menu", () => {
  test("another menu of that name is left alone", async () => {
    await run();
    const other = { ...files, [artifactId]: exampleMenuCsv.replaceAll("16.50", "17.50") };
    const sha256 = createHash("sha256")
      .update(other[artifactId] ?? "")
      .digest("hex");
    const { ending } = await portal.run(
      flow,
      { ...input, file: { ...input.file, sha256 } },
      { files: other, job: "job-2" },
    );
    expect(codeOf(ending)).toBe("MENU_NAME_TAKEN");
    expect(await portal.changes()).toEqual(["menu.import"]);
  });

  test.each([
    ["gone", {}, "FILE_MISSING"],
    ["another one", { [artifactId]: `${exampleMenuCsv} ` }, "FILE_CHANGED"],
  ])("a file that is %s stops it before the portal is opened", async (_, stored, code) => {
    const { ending } = await portal.run(flow, input, { files: stored });
    expect(codeOf(ending)).toBe(code);
    expect((await portal.journal()).requests).toEqual([]);
  });
});

testFlowRow({
  flow,
  input,
  files,
  changes: ["menu.import"],
  commit: { route: "POST /api/restaurants/:id/menus/import", nth: 1, repeat: "never" },
  traps: targetTraps(input),
});

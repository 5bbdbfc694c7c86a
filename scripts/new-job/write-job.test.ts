import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "../repository.ts";
import { runQuietly, tools } from "../test/run.ts";
import { writeJob } from "./write-job.ts";

let root: string;

/** As much of the workspace as the automations package needs to compile and to run a flow. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pumpd-new-job-"));
  mkdirSync(join(root, "packages"));
  for (const file of ["tsconfig.base.json", "vitest.shared.ts", "package.json"])
    cpSync(join(repository, file), join(root, file));
  const isOurs = (path: string) => !/\/(node_modules|\.turbo)$/.test(path);
  cpSync(join(repository, "packages/automations"), join(root, "packages/automations"), {
    recursive: true,
    filter: isOurs,
  });
  for (const folder of ["node_modules", "packages/automations/node_modules"])
    symlinkSync(realpathSync(join(repository, folder)), join(root, folder));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a new type compiles, and its flow test passes against the simulator", async () => {
  const written = writeJob({ root, type: "close_restaurant" });
  expect(written).toHaveLength(7);
  const cwd = join(root, "packages/automations");
  // Whatever else does not compile at this moment is another check's concern.
  const complaints = await runQuietly({ tool: tools.typescript, args: ["--noEmit"], cwd }).catch(
    (error: Error) => error.message,
  );
  expect(
    complaints
      .split("\n")
      .filter((line) => /close_restaurant|closeRestaurant|definitions\.ts|flows\.ts|examples\.ts/.test(line)),
  ).toEqual([]);
  const said = await runQuietly({ tool: tools.vitest, args: ["run", "src/jobs/close_restaurant"], cwd });
  expect(said).toMatch(/2 passed/);
}, 120_000);

test("a type that is there already is left alone", () => {
  const file = join(root, "packages/automations/src/jobs/register_restaurant/flow.ts");
  const before = readFileSync(file, "utf8");
  expect(() => writeJob({ root, type: "register_restaurant" })).toThrow(/is there already/);
  expect(readFileSync(file, "utf8")).toBe(before);
});

test.each(["", "Close", "../oh", "close-restaurant", "close__x"])(
  "%j is no job type, and nothing is written",
  (type) => {
    expect(() => writeJob({ root, type })).toThrow(/is no job type/);
    expect(existsSync(join(root, "packages/automations/src/oh"))).toBe(false);
  },
);

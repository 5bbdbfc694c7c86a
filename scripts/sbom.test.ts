import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { repository } from "./repository.ts";

const manifestSchema = z.object({
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
});
const sbomSchema = z.object({
  bomFormat: z.literal("CycloneDX"),
  components: z.array(z.object({ group: z.string().optional(), name: z.string(), version: z.string() })),
});
const readManifest = (folder: string) =>
  manifestSchema.parse(JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")));

test("the bill of materials names every package that an app or a package of ours ships with", () => {
  const [, , , tool = "", ...args] = (readManifest(".").scripts.sbom ?? "").split(" ");
  const toStdout = args.slice(0, args.indexOf("--out"));
  const said = execFileSync(tool, toStdout, { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26 });
  const { components } = sbomSchema.parse(JSON.parse(said));
  const listed = new Set(components.map(({ group, name }) => (group ? `${group}/${name}` : name)));
  const shipped = ["apps", "packages"]
    .flatMap((room) => readdirSync(join(repository, room)).map((name) => join(room, name)))
    .flatMap((folder) => Object.keys(readManifest(folder).dependencies))
    .filter((name) => !name.startsWith("@pumpd/"));
  expect(shipped).toContain("graphile-worker");
  expect(shipped.filter((name) => !listed.has(name))).toEqual([]);
});

import { z } from "zod";
import type { Rule } from "./tree.ts";

const floors = z.record(z.string(), z.object({ floor: z.string(), why: z.string() }));
const file = "scripts/version-floors.json";

/** No version below the one in which a hole that concerns us was closed. Kept as a file, so that no network is needed. */
export const versionFloors: Rule = {
  name: "versions above their floors",
  check: (tree) => {
    if (!tree.has(file) || !tree.has("pnpm-lock.yaml")) return [];
    const lock = tree.read("pnpm-lock.yaml");
    return Object.entries(floors.parse(JSON.parse(tree.read(file)))).flatMap(([name, { floor, why }]) =>
      installedVersions(lock, name)
        .filter((version) => isBelow(version, floor))
        .map((version) => ({ file: "pnpm-lock.yaml", message: `${name} ${version} is below ${floor}: ${why}` })),
    );
  },
};

/** From the `packages:` section, where every installed version stands once, as `name@version:`. */
function installedVersions(lock: string, name: string): string[] {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return [...lock.matchAll(new RegExp(`^ {2}'?${escaped}@(\\d+\\.\\d+\\.\\d+[^:'(]*)'?:$`, "gm"))].flatMap(
    ([, version]) => version ?? [],
  );
}

function isBelow(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)];
  const at = need.findIndex((part, index) => part !== have[index]);
  return at >= 0 && (have[at] ?? 0) < (need[at] ?? 0);
}

function numbers(version: string): number[] {
  return version.split(/[.-]/).slice(0, 3).map(Number);
}

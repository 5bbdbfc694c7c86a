import { isBuiltin } from "node:module";
import { type ImportGraph, importGraph, reachable } from "./import-graph.ts";
import type { Rule, Tree, Violation } from "./tree.ts";

type Bundle = { name: string; starts: (file: string) => boolean; refuses: (loaded: string) => boolean; why: string };

const isPlaywright = (loaded: string) => /^playwright(-core)?(\/|$)/.test(loaded);

const bundles: Bundle[] = [
  {
    name: "web",
    starts: (file) => file.startsWith("apps/web/src/"),
    refuses: isPlaywright,
    why: "web never contains Playwright",
  },
  {
    name: "api",
    starts: (file) => file.startsWith("packages/api/src/"),
    refuses: isPlaywright,
    why: "api never contains Playwright",
  },
  {
    name: "definitions",
    starts: (file) => file === "packages/automations/src/definitions.ts",
    refuses: (loaded) => isPlaywright(loaded) || isBuiltin(loaded),
    why: "definitions run everywhere, also in a browser",
  },
  {
    name: "web",
    starts: (file) => file.startsWith("apps/web/src/") || file.startsWith("packages/api/src/"),
    refuses: (loaded) => /vault\/open-sealed\.ts$/.test(loaded),
    why: "a portal password is readable only inside the worker",
  },
];

/** What really ends up in a bundle, however many files lie between. */
export const bundleContents: Rule = {
  name: "bundles contain what they should",
  check: async (tree: Tree) => {
    const graph = await importGraph(tree);
    return bundles.flatMap((bundle) => checkBundle(graph, bundle));
  },
};

function checkBundle(graph: ImportGraph, { starts, refuses, why }: Bundle): Violation[] {
  const ways = reachable(graph, [...graph.keys()].filter(starts));
  return [...ways].flatMap(([file, way]) => {
    const bad = [file, ...(graph.get(file)?.foreign ?? [])].filter(refuses);
    return bad.map((loaded) => ({ file: way[0] ?? file, message: `${why}: ${[...way, loaded].join(" > ")}` }));
  });
}

/** Files that load each other in a circle cannot be read, tested or moved by themselves. */
export const cycles: Rule = {
  name: "no import cycles",
  check: async (tree) =>
    findCycles(await importGraph(tree)).map((cycle) => ({
      file: cycle[0] ?? "",
      message: `imports go in a circle: ${[...cycle, cycle[0]].join(" > ")}`,
    })),
};

function findCycles(graph: ImportGraph): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string, way: string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push(way.slice(at));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file)?.ours ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

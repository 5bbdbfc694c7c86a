import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { isSource, isTest, type Tree } from "./tree.ts";

/** For each of our files: the files and foreign packages it loads when it runs. Type-only imports load nothing. */
export type ImportGraph = ReadonlyMap<string, { ours: string[]; foreign: string[] }>;

const known = new WeakMap<Tree, Promise<ImportGraph>>();

/** What a bundler sees, so that re-exports, `exports` maps and path aliases count as they really resolve. */
export function importGraph(tree: Tree): Promise<ImportGraph> {
  const graph = known.get(tree) ?? makeGraph(tree);
  known.set(tree, graph);
  return graph;
}

async function makeGraph(tree: Tree): Promise<ImportGraph> {
  const entryPoints = tree.files.filter(
    (file) => /^(apps|packages)\/[^/]+\/src\//.test(file) && isSource(file) && !isTest(file) && !file.endsWith(".d.ts"),
  );
  if (entryPoints.length === 0) return new Map();
  const { metafile } = await build({
    absWorkingDir: tree.root,
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    outdir: "graph",
    format: "esm",
    platform: "node",
    logLevel: "silent",
    jsx: "automatic",
    plugins: [oursOnly(tree.root)],
  });
  const entries = Object.entries(metafile.inputs).map(([file, { imports }]) => {
    const ours = imports.filter(({ external }) => !external).map(({ path }) => path);
    const foreign = imports.filter(({ external }) => external).map(({ path }) => path);
    return [file, { ours, foreign }] as const;
  });
  return new Map(entries);
}

// Foreign packages are names, not files to read; styles and fonts are neither.
function oursOnly(root: string): Plugin {
  return {
    name: "ours-only",
    setup({ onResolve }) {
      onResolve({ filter: /\.(css|woff2?|svg|png)$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^@\// }, ({ path, importer }) => {
        const app = /^(.*\/apps\/[^/]+)\//.exec(importer)?.[1] ?? join(root, "apps/web");
        return { path: resolveFile(join(app, "src", path.slice(2))) };
      });
      onResolve({ filter: /^[^./]/ }, ({ path }) => {
        const isOurs = path.startsWith("@pumpd/") || path.startsWith("@/");
        return isOurs ? undefined : { path, external: true };
      });
    },
  };
}

function resolveFile(path: string): string {
  const endings = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
  return endings.map((ending) => path + ending).find((file) => /\.\w+$/.test(file) && existsSync(file)) ?? path;
}

/** Everything loaded from `start`, with the way to it. */
export function reachable(graph: ImportGraph, start: readonly string[]): Map<string, string[]> {
  const ways = new Map(start.map((file) => [file, [file]]));
  for (const [file, way] of ways) {
    for (const next of graph.get(file)?.ours ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return ways;
}

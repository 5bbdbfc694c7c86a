import { dirname, join, normalize } from "node:path/posix";
import { z } from "zod";
import { isSource, isTest, type Rule, type Tree, type Violation } from "./tree.ts";

/** Who may lean on whom. Imports go down only; simulator stands alone, testing may see all. */
const allowed: { [folder: string]: readonly string[] } = {
  "packages/model": [],
  "packages/db": ["@pumpd/model"],
  "packages/automations": ["@pumpd/model"],
  "packages/domain": ["@pumpd/automations", "@pumpd/db", "@pumpd/model"],
  "packages/api": ["@pumpd/automations", "@pumpd/db", "@pumpd/domain", "@pumpd/model"],
  "apps/web": ["@pumpd/api", "@pumpd/automations", "@pumpd/db", "@pumpd/model"],
  "apps/worker": ["@pumpd/automations", "@pumpd/db", "@pumpd/domain", "@pumpd/model"],
  "apps/simulator": [],
};

/** Doors that are wider than they should be, held shut for some. */
const closed: { from: string; to: RegExp; why: string }[] = [
  {
    from: "apps/web",
    to: /^@pumpd\/automations\/(flows|runner|browser)/,
    why: "web knows definitions and never a flow",
  },
  {
    from: "packages/api",
    to: /^@pumpd\/automations\/(flows|runner|browser)/,
    why: "api knows definitions and never a flow",
  },
  {
    from: "packages/domain",
    to: /^@pumpd\/automations\/(flows|runner|browser)/,
    why: "domain knows definitions and never a flow",
  },
  { from: "apps/web", to: /^@pumpd\/(db\/(embedded|migrate))/, why: "web only connects" },
];

const manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** package.json and imports agree with the map of rooms, and nobody climbs into another package by a relative path. */
export const dependencies: Rule = {
  name: "imports go one way",
  check: (tree) => [
    ...Object.keys(allowed).flatMap((folder) => checkManifest(tree, folder)),
    ...tree.files.filter(isSource).flatMap((file) => checkImports(tree, file)),
  ],
};

function checkManifest(tree: Tree, folder: string): Violation[] {
  const file = `${folder}/package.json`;
  if (!tree.has(file)) return [];
  const declared = Object.keys(manifest.parse(JSON.parse(tree.read(file))).dependencies).filter((name) =>
    name.startsWith("@pumpd/"),
  );
  return declared
    .filter((name) => !allowed[folder]?.includes(name))
    .map((name) => ({ file, message: `${folder} may not depend on ${name}` }));
}

function checkImports(tree: Tree, file: string): Violation[] {
  const folder = Object.keys(allowed).find((path) => file.startsWith(`${path}/`));
  if (!folder) return [];
  return importsOf(tree.read(file)).flatMap((specifier) => {
    const message = forbids({ folder, file, specifier });
    return message ? [{ file, message }] : [];
  });
}

function forbids({ folder, file, specifier }: { folder: string; file: string; specifier: string }): string | undefined {
  if (specifier.startsWith(".")) {
    const target = normalize(join(dirname(file), specifier));
    const isOutside = !target.startsWith(`${folder}/`);
    const isSharedConfig = /vitest\.config\.ts$/.test(file) && /^vitest\.shared\.ts$/.test(target);
    return isOutside && !isSharedConfig
      ? `${specifier} climbs out of ${folder}; import the package by its name`
      : undefined;
  }
  const name = /^@pumpd\/[a-z]+/.exec(specifier)?.[0];
  if (!name || isTest(file)) return undefined;
  if (!allowed[folder]?.includes(name)) return `${folder} may not import ${name}`;
  const door = closed.find(({ from, to }) => from === folder && to.test(specifier));
  return door ? `${folder} may not import ${specifier}: ${door.why}` : undefined;
}

function importsOf(text: string): string[] {
  const specifiers = text.matchAll(
    /^\s*(?:import|export)\b[^"';]*?from\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
  );
  return [...specifiers].flatMap(([, from, bare, lazy]) => from ?? bare ?? lazy ?? []);
}

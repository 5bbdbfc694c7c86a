import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The files of a checkout, by path from its root, with "/" everywhere. */
export type Tree = { root: string; files: readonly string[]; read(file: string): string; has(path: string): boolean };
export type Violation = { file: string; line?: number; message: string };
export type Rule = { name: string; check(tree: Tree): Violation[] | Promise<Violation[]> };

const generated = new Set([
  "node_modules",
  ".git",
  ".next",
  ".next-test",
  ".turbo",
  ".data",
  ".toolchain",
  "test-results",
  "playwright-report",
  "coverage",
  "dist",
]);

export function readTree(root: string): Tree {
  const read = cached((file: string) => readFileSync(join(root, file), "utf8"));
  return { root, files: list(root, root), read, has: (path) => existsSync(join(root, path)) };
}

function list(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : list(root, path);
    return entry.isFile() ? [relative(root, path).split(sep).join("/")] : [];
  });
}

function cached(read: (file: string) => string): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    const text = known.get(file) ?? read(file);
    known.set(file, text);
    return text;
  };
}

export function isSource(file: string): boolean {
  return /\.(tsx?|mjs)$/.test(file) && !file.endsWith("next-env.d.ts");
}

export function isTest(file: string): boolean {
  return (
    /\.(test|spec|test-d)\.tsx?$/.test(file) ||
    /(^|\/)(test|tests|fixtures)\//.test(file) ||
    file.startsWith("packages/testing/")
  );
}

/** Every line of the sources `includes` chooses that `pattern` matches. Whole-line comments may say what they like. */
export function findLines(
  tree: Tree,
  pattern: RegExp,
  includes: (file: string) => boolean,
): { file: string; line: number; text: string }[] {
  return tree.files
    .filter((file) => isSource(file) && includes(file))
    .flatMap((file) =>
      tree
        .read(file)
        .split("\n")
        .flatMap((text, index) =>
          pattern.test(text) && !/^\s*(\/\/|\*|\/\*)/.test(text) ? [{ file, line: index + 1, text: text.trim() }] : [],
        ),
    );
}

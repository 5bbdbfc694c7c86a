import { dirname, join, normalize } from "node:path/posix";
import type { Rule } from "./tree.ts";

/** `path/like/this.ts` in a document names a file that exists, from the root or from the document's own folder. */
export const citedPaths: Rule = {
  name: "documents cite paths that exist",
  check: (tree) =>
    tree.files
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) =>
        tree
          .read(file)
          .split("\n")
          .flatMap((text, index) => {
            const isThere = (path: string) => tree.has(path) || tree.has(normalize(join(dirname(file), path)));
            const missing = citedIn(text).filter((path) => !isThere(path));
            return missing.map((path) => ({ file, line: index + 1, message: `${path} does not exist` }));
          }),
      ),
};

function citedIn(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, path]) => path ?? []);
  const code = [...text.matchAll(/`([^`\s]+)`/g)].flatMap(([, path]) => path ?? []);
  const relativeLinks = links.filter((path) => !/^[a-z]+:/.test(path));
  // Only what starts in one of our folders claims to be a path here; patterns and placeholders name no file.
  const paths = code.filter(
    (path) => /^(apps|packages|scripts|tests|docs|\.ci)\//.test(path) && !/[*<>{}…$]/.test(path),
  );
  return [...relativeLinks, ...paths].map((path) => path.replace(/[:#].*$/, "").replace(/\/$/, "")).filter(Boolean);
}

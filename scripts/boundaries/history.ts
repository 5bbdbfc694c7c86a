import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isScanned, shapesIn } from "./secrets.ts";
import type { Rule, Violation } from "./tree.ts";

/** More than the whole history takes, as text. */
const MOST_BYTES = 2 ** 30;

/**
 * No secret in any commit that this checkout knows, also where a later one took it away: it has been told, and only a change of
 * the secret itself helps. Without a history (an archive) there is nothing to look at; a shallow clone is looked at as far as it goes.
 */
export const history: Rule = {
  name: "no secrets in the history",
  check: async ({ root, has }) => (has(".git") ? scan(await readPatches(root)) : []),
};

async function readPatches(root: string): Promise<string> {
  const form = ["--format=commit %h", "--patch", "--unified=0", "-m", "--no-color", "--no-ext-diff", "--no-textconv"];
  const { stdout } = await promisify(execFile)("git", ["log", ...form, "HEAD"], { cwd: root, maxBuffer: MOST_BYTES });
  return stdout;
}

function scan(patches: string): Violation[] {
  const found: Violation[] = [];
  let commit = "";
  let file = "";
  for (const line of patches.split("\n")) {
    if (line.startsWith("commit ")) commit = line.slice("commit ".length);
    else if (line.startsWith("+++ b/")) file = line.slice("+++ b/".length);
    else if (line.startsWith("+") && isScanned(file))
      for (const what of shapesIn(line)) found.push({ file, message: `commit ${commit} has what looks like ${what}` });
  }
  return found;
}

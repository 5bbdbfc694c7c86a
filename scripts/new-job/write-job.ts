import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, namesOf } from "./templates.ts";

type WriteJob = { root: string; type: string };

/** Writes the folder of a new job type and its three index lines. Returns what was written, from the root. */
export function writeJob({ root, type }: WriteJob): string[] {
  if (!/^[a-z]+(_[a-z]+)*$/.test(type))
    throw new Error(`"${type}" is no job type: words of a to z with _ between them, like close_restaurant.`);
  const names = namesOf(type);
  const source = "packages/automations/src";
  const folder = `${source}/jobs/${type}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already.`);
  const files = Object.entries(filesOf(names)).map(([name, text]) => [`${folder}/${name}`, text] as const);
  const index = [
    [`${source}/definitions.ts`, `./jobs/${type}/definition.ts`, names.variable, "export const definitions = {"],
    [`${source}/flows.ts`, `./jobs/${type}/flow.ts`, `${names.variable}Flow`, "export const flows"],
    [`${source}/examples.ts`, `./jobs/${type}/examples.ts`, `${names.variable}Examples`, "export const examples"],
  ] as const;
  // All are worked out before anything is written: a changed index leaves no half of a job type behind.
  const lines = index.map(([file, from, variable, opening]) => {
    const text = readFileSync(join(root, file), "utf8");
    return [file, addLine({ file, text, from, variable, opening, type })] as const;
  });
  mkdirSync(join(root, folder), { recursive: true });
  for (const [file, text] of [...files, ...lines]) writeFileSync(join(root, file), text);
  return [...files, ...lines].map(([file]) => file);
}

type AddLine = { file: string; text: string; from: string; variable: string; opening: string; type: string };

/** One line, as the index counts them: the entry, and the import it needs. */
function addLine({ file, text, from, variable, opening, type }: AddLine): string {
  const lines = text.split("\n");
  const lastImport = lines.findLastIndex((line) => /^import .* from "\.\/jobs\//.test(line));
  const start = lines.findIndex((line) => line.startsWith(opening));
  const end = lines.findIndex((line, at) => at > start && line.startsWith("}"));
  if (lastImport < 0 || start < 0 || end < 0)
    throw new Error(`${file} does not look as expected; add ${variable} to it by hand.`);
  return [
    ...lines.slice(0, lastImport + 1),
    `import { ${variable} } from "${from}";`,
    ...lines.slice(lastImport + 1, end),
    `  ${type}: ${variable},`,
    ...lines.slice(end),
  ].join("\n");
}

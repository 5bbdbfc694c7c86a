import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";

/** Tailwind as the library knows all of it, with our names. */
const whole = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "14", "16", "18", "20", "26", "28", "34"],
      radius: ["cell", "control", "card", "bar", "full"],
      shadow: ["1", "2", "3"],
      "font-weight": ["regular", "medium", "control", "heading"],
    },
  },
});

/** Without what stands before the last colon: `hover:` and the like change neither side. */
function classesOfPages(): string[] {
  const source = join(import.meta.dirname, "..");
  const found = new Set<string>();
  for (const file of globSync("**/*.tsx", { cwd: source }))
    for (const [, text = ""] of readFileSync(join(source, file), "utf8").matchAll(/["`]([^"`\n]{2,})["`]/g))
      for (const word of text.split(/\s+/)) {
        const plain = word.replace(/^(?:(?:\[[^\]]*\]|[a-z-]+(?:\[[^\]]*\])?(?:\/\w+)?):)+/, "");
        if (whole(`${plain} ${plain}`) === plain) found.add(plain);
      }
  return [...found];
}

test("of two classes that our pages use, the later one wins just where the whole table says so", () => {
  const classes = classesOfPages();
  expect(classes.length).toBeGreaterThan(300);
  const different = classes.flatMap((one) =>
    classes
      .filter((other) => other !== one)
      .map((other) => `${one} ${other}`)
      .filter((both) => cn(both) !== whole(both)),
  );
  expect(different).toEqual([]);
}, 60_000);

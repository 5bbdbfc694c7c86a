import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { exampleMenuCsv, uploadMenuExamples } from "./examples.ts";
import { menuToSend } from "./menu-to-send.ts";

const { small } = uploadMenuExamples;
const asked = { ...small, mode: "new" as const };
const bytes = new TextEncoder().encode(exampleMenuCsv);

function read(csv: string, more: Partial<Parameters<typeof menuToSend>[1]> = {}) {
  const changed = new TextEncoder().encode(csv);
  const sha256 = createHash("sha256").update(changed).digest("hex");
  return () => menuToSend(changed, { ...asked, file: { ...small.file, sha256 }, ...more });
}

test("the checked file is read again and takes the asked-for name", () => {
  const menu = menuToSend(bytes, { ...asked, menuName: "Dinner" });
  expect(menu.name).toBe("Dinner");
  expect(menu.categories.map(({ name }) => name)).toEqual(["Featured Items", "Noodles", "Burgers", "Drinks"]);
});

test("bytes that are not those of the hash, or another number of dishes, are another file", () => {
  expect(() => menuToSend(bytes.subarray(1), asked)).toThrow("FILE_CHANGED");
  expect(read(exampleMenuCsv, { counts: { dishes: 8 } })).toThrow("FILE_CHANGED");
});

test("a row with an error is never sent", () => {
  expect(read(exampleMenuCsv.replace("16.50", "free"))).toThrow("INPUT_INVALID");
});

test("names that begin like a formula are sent only when somebody has looked", () => {
  expect(read(exampleMenuCsv, { areFormulasConfirmed: false })).toThrow("INPUT_INVALID");
  expect(read(exampleMenuCsv)().categories[3]?.dishes[0]?.name).toBe("- Extra ice");
});

test("an update needs the portal's ids", () => {
  expect(read(exampleMenuCsv, { mode: "update" })).toThrow("INPUT_INVALID");
});

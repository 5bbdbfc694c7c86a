import { expect, test } from "vitest";
import { cleanDishName, isSameDishName } from "../src/dish-names.ts";

test.each([
  ["Beef Pho", "Beef Pho"],
  ["  Beef   Pho ", "Beef Pho"],
  ["Beef Pho (86)", "Beef Pho"],
  ["Beef Pho 95% (86)", "Beef Pho"],
  ["Beef Pho • 95% • (86)", "Beef Pho"],
  ["No. 1 most liked Beef Pho", "Beef Pho"],
  ["Beef Pho Plus small", "Beef Pho"],
  ["Beef Pho Thumb up outline 92%", "Beef Pho"],
  ["Spring Rolls - (6)", "Spring Rolls"],
  ["((6)6) Rolls", "Rolls"],
  ['12" Pizza', '12" Pizza'],
  ["- Extra rice", "- Extra rice"],
  ["Kūmara & Feta", "Kūmara & Feta"],
  ["Ku\u0304mara", "Kūmara"],
  ["Beef\u200B Pho\uFEFF", "Beef Pho"],
  ["Back\\slash", "Back\\slash"],
  ["(6)", ""],
])("%j is sent as %j, and stays so", (raw, cleaned) => {
  expect(cleanDishName(raw)).toBe(cleaned);
  expect(cleanDishName(cleaned)).toBe(cleaned);
});

test("a label is the dish when it is the name as it stands or as we clean it, and never when it is only alike", () => {
  expect(isSameDishName("Spring Rolls (6)", "Spring Rolls (6)")).toBe(true);
  expect(isSameDishName("Spring Rolls", "Spring Rolls (6)")).toBe(true);
  expect(isSameDishName("Spring Rolls (4)", "Spring Rolls (6)")).toBe(false);
  expect(isSameDishName("spring rolls", "Spring Rolls")).toBe(false);
  expect(isSameDishName("Kumara", "Kūmara")).toBe(false);
});

import { expect, test } from "vitest";
import { editMenuCsv, hasErrors, readMenuCsv, VARIANTS } from "./index.ts";

const line = (name: string, price: string) => `,Menu,,,,Kai,,,,${name},${price},standard,,,,`;
const file = (delimiter = ",") =>
  [VARIANTS["no-images"].join(","), line("Pie", "7.00"), line("Garlic", "abc"), line("", "8.50"), line("Tea", "4.00")]
    .join("\n")
    .replaceAll(",", delimiter);

test("a typed cell and a row left out make the file whole, and the rows keep their numbers", () => {
  const wrong = readMenuCsv(file());
  expect(wrong.problems.filter(({ level }) => level === "error").map(({ row }) => row)).toEqual([3, 4]);
  const typed = editMenuCsv(file(), [{ row: 3, column: "dishPrice", text: "12.50" }]);
  const once = readMenuCsv(typed);
  expect(once.problems.filter(({ level }) => level === "error").map(({ row }) => row)).toEqual([4]);
  const whole = readMenuCsv(editMenuCsv(typed, [{ row: 4, leaveOut: true }]));
  expect(hasErrors(whole)).toBe(false);
  expect(whole.rows.map(({ row, cells }) => [row, cells.dishName, cells.dishPrice])).toEqual([
    [2, "Pie", "7.00"],
    [3, "Garlic", "12.50"],
    [5, "Tea", "4.00"],
  ]);
});

test("also with another delimiter, with text that needs quotes, and with a row that is not there", () => {
  const edits = [
    { row: 3, column: "dishPrice", text: "12,50" },
    { row: 4, column: "dishName", text: 'Tea, "hot"' },
    { row: 99, leaveOut: true },
  ] as const;
  const edited = readMenuCsv(editMenuCsv(file(";"), edits));
  expect(edited.menu.categories[0]?.dishes.map(({ name, priceCents }) => [name, priceCents])).toEqual([
    ["Pie", 700],
    ["Garlic", 1250],
    ['Tea, "hot"', 850],
    ["Tea", 400],
  ]);
});

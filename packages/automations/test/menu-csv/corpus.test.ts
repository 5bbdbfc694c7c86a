import { describe, expect, test } from "vitest";
import {
  CSV_LIMITS,
  hasErrors,
  readMenuCsv,
  VARIANTS,
  writeMenuCsv,
} from "../../src/jobs/upload_menu/menu-csv/index.ts";

const HEADER = VARIANTS["no-images"].join(",");
/** A row of the 16 columns with only what matters. */
const row = ({
  menu = "Menu",
  category = "Soups",
  name = "Beef Pho",
  price = "12.50",
  description = "",
  tags = "",
} = {}) => ["", menu, "", "", "", category, "", "", "", name, price, "standard", description, "", "", tags].join(",");
const file = (...rows: string[]) => [HEADER, ...rows].join("\n");
const codes = (text: string | Uint8Array) =>
  readMenuCsv(text).problems.map(({ code, row, level }) => `${level} ${code} ${row}`);

describe("files that are not a menu", () => {
  test.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "EMPTY"],
    ["only spaces", " \n\n ", "EMPTY"],
    ["only a header", HEADER, "EMPTY"],
    ["a zip renamed .csv", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "NOT_TEXT"],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x6d, 0x00]), "NOT_TEXT"],
    [
      "letters of another code page",
      new Uint8Array([...new TextEncoder().encode(`${HEADER}\n`), 0x4b, 0xfb, 0x6d]),
      "NOT_UTF8",
    ],
    ["NUL in the middle", file(row({ name: "Beef\0Pho" })), "NOT_TEXT"],
    ["JSON", `[{"dishName":"Beef Pho"}]`, "NOT_CSV"],
    ["a web page", "<!doctype html><title>Menu</title>", "NOT_CSV"],
    ["one line of 2 MiB and a byte", "x".repeat(CSV_LIMITS.bytes + 1), "TOO_LARGE"],
    ["one line of 2 MiB", "x".repeat(CSV_LIMITS.bytes), "HEADER"],
    ["65 columns", `${"a,".repeat(64)}a`, "TOO_MANY_COLUMNS"],
    ["5 001 rows", file(...Array.from({ length: 5_001 }, () => row())), "TOO_MANY_ROWS"],
    ["somebody else's list", "name,price\nBeef Pho,12.50", "HEADER"],
  ])("%s", (_, content, code) => {
    const read = readMenuCsv(content);
    expect(read.problems[0]).toMatchObject({ code, level: "error" });
    expect(read.menu.categories).toEqual([]);
  });

  test.each<[string, string]>([
    ["quotes and nothing else", '"'.repeat(1_000_000)],
    ["quotes and commas", '",'.repeat(500_000)],
    ["a cell that never closes", `${HEADER}\n"${row().repeat(10_000)}`],
    ["pairs of quotes that never close", `${HEADER}\n"${'""'.repeat(900_000)}`],
    ["line breaks", "\r\n".repeat(900_000)],
    ["5 000 rows of quotes", file(...Array.from({ length: 5_000 }, () => '"a"b",'.repeat(16)))],
  ])("%s: refused in time", (_, content) => {
    const startedAt = performance.now();
    expect(hasErrors(readMenuCsv(content))).toBe(true);
    // Generous: it must not be the seconds of a quadratic scan.
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});

describe("cells", () => {
  test("5 000 rows are read in time", () => {
    const startedAt = performance.now();
    const read = readMenuCsv(file(...Array.from({ length: 5_000 }, (_, at) => row({ name: `Dish ${at}` }))));
    expect(read.menu.categories[0]?.dishes).toHaveLength(5_000);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  test.each([
    ["12", 1200],
    ["12.5", 1250],
    ["$12.50", 1250],
    ["NZ$ 12.50", 1250],
    ["12.50 NZD", 1250],
    ["£4", 400],
    ["4,50 €", 450],
    ["1,234.50", 123450],
    ["1 234,50", 123450],
    ["1.234,50", 123450],
    ["1,234", 123400],
    ["１２.５０", 1250],
  ])("the price %s is read", (price, cents) => {
    const read = readMenuCsv(file(row({ price: `"${price}"` })));
    expect(read.menu.categories[0]?.dishes[0]?.priceCents).toBe(cents);
    expect(hasErrors(read)).toBe(false);
  });

  test("a name that begins like a formula is sent as it stands, with a warning", () => {
    const read = readMenuCsv(
      file(row({ name: "=SUM(A1)" }), row({ name: "- Extra rice" }), row({ name: "+ Cheese" }), row({ name: "@home" })),
    );
    expect(read.problems.map(({ code }) => code)).toEqual(["FORMULA", "FORMULA", "FORMULA", "FORMULA"]);
    expect(read.menu.categories[0]?.dishes.map(({ name }) => name)).toEqual([
      "=SUM(A1)",
      "- Extra rice",
      "+ Cheese",
      "@home",
    ]);
    expect(read.corrected).toContain("=SUM(A1)");
  });

  test("names are cleaned as option sets and tags look for them, and staff see it", () => {
    const read = readMenuCsv(file(row({ name: "Beef Pho 95% (86) No. 1 most liked" })));
    expect(read.menu.categories[0]?.dishes[0]?.name).toBe("Beef Pho");
    expect(read.problems).toEqual([
      expect.objectContaining({ row: 2, column: "dishName", level: "warning", code: "CLEANED", fix: "Beef Pho" }),
    ]);
  });

  test.each([
    ["Vegan~Spicy", ["Vegan", "Spicy"]],
    ['"Vegan, Spicy"', ["Vegan", "Spicy"]],
    ['"Salt, Pepper~Spicy"', ["Salt, Pepper", "Spicy"]],
    ['"Salt, Pepper~"', ["Salt, Pepper"]],
  ])("tags written %s are the same in the corrected file and in the portal's", (tags, names) => {
    const read = readMenuCsv(file(row({ tags })));
    expect(read.menu.categories[0]?.dishes[0]?.tags).toEqual(names);
    expect(readMenuCsv(read.corrected).menu).toEqual(read.menu);
    expect(readMenuCsv(writeMenuCsv(read.menu, { ids: "keep" })).menu).toEqual(read.menu);
  });

  test("a bread called Nan is no placeholder; a description called null is", () => {
    const read = readMenuCsv(file(row({ name: "Nan", description: "null" })));
    expect(read.menu.categories[0]?.dishes[0]).toMatchObject({ name: "Nan", description: "" });
    expect(codes(file(row({ name: "Nan", description: "null" })))).toEqual(["warning PLACEHOLDER 2"]);
  });

  test("a missing category is an error with a proposal, and the corrected file has it", () => {
    const read = readMenuCsv(file(row(), row({ category: "" })));
    expect(read.problems).toEqual([
      expect.objectContaining({ row: 3, column: "categoryName", level: "error", fix: "Uncategorized" }),
    ]);
    expect(hasErrors(readMenuCsv(read.corrected))).toBe(false);
  });

  test("a menu per dish, as older files had, is refused with a proposal", () => {
    const read = readMenuCsv(file(row({ menu: "Soups" }), row({ menu: "Noodles", name: "Ramen" })));
    expect(read.problems).toEqual([
      expect.objectContaining({ row: 3, code: "OTHER_MENU", level: "error", fix: "Soups" }),
    ]);
    expect(hasErrors(readMenuCsv(read.corrected))).toBe(false);
  });

  test("rows with 13 to 19 cells are named, and nothing of them is lost", () => {
    const read = readMenuCsv(file(row(), `${row()},more,and more`, row({ name: "Fish, Chips" }), row()));
    expect(codes(file(row(), `${row()},more`))).toEqual(["error CELL_COUNT 3"]);
    expect(read.problems.filter(({ level }) => level === "error").map(({ row }) => row)).toEqual([3, 4]);
    expect(read.corrected).toContain("more,and more");
  });

  test("rows count as in the spreadsheet, with empty lines, line breaks in cells and Excel's hint", () => {
    const text = `sep=,\r\n${HEADER}\r\n${row({ description: '"one\r\ntwo"' })}\r\n\r\n${row({ name: "Ramen", price: "free" })}\r\n`;
    expect(codes(text)).toEqual(["error PRICE 4"]);
  });

  test("the same dish in Featured and in its own category is no twin; twice in one category is worth knowing", () => {
    expect(codes(file(row({ category: "Featured" }), row()))).toEqual([]);
    expect(codes(file(row(), row({ price: "13.00" })))).toEqual(["warning TWICE 3"]);
  });
});

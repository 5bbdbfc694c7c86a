import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRestaurantsCsv } from "./read-restaurants-csv.ts";

const problemsOf = (csv: string) =>
  readRestaurantsCsv(csv).rows.flatMap(({ n, problems }) =>
    problems.map(({ column, message }) => `${n} ${column}: ${message}`),
  );

describe("a file of restaurants", () => {
  test("is read by its headings, in any order, with hours typed as people type them", () => {
    const csv = [
      "Street address;Restaurant;Opening hours;Country;Portal account;Note",
      '"7 Example Crescent, Tauranga 3110";Six Sisters’ Curry House;"tue-thu 11:30-21:30, fri 5pm-1am";new zealand;Orders@sisters.example;Call before 11',
    ].join("\r\n");
    expect(readRestaurantsCsv(csv)).toMatchObject({
      refusal: undefined,
      unread: [],
      rows: [
        {
          n: 2,
          problems: [],
          login: "Orders@sisters.example",
          note: "Call before 11",
          fields: {
            name: "Six Sisters’ Curry House",
            address: "7 Example Crescent, Tauranga 3110",
            country: "NZ",
            openingHours: { Tuesday: [{ open: "11:30", close: "21:30" }], Friday: [{ open: "17:00", close: "01:00" }] },
          },
        },
      ],
    });
  });

  test("says what is wrong with each row under the number a spreadsheet shows, blank lines counted", () => {
    const csv = [
      "name,subdomain,phone,hours,timezone",
      "Māhina,ma,abc,mon whenever,Mars/North",
      "",
      ",fine-one,,,",
      "",
    ].join("\n");
    expect(problemsOf(csv)).toEqual([
      expect.stringContaining("2 subdomain: “ma” is no store address"),
      expect.stringContaining("2 phone: “abc”"),
      expect.stringContaining("2 openingHours: We could not read “mon whenever”"),
      expect.stringContaining("2 timezone: “Mars/North”"),
      "4 name: Name is empty",
    ]);
  });

  test("names a row with more cells than headings instead of shifting them", () => {
    expect(problemsOf("name,address\nPīwaka,2 Example Lane, Rotorua")).toEqual([
      expect.stringContaining("2 null: The row has more cells"),
    ]);
  });

  test("names a quote that is never closed", () => {
    expect(problemsOf('name,address\n"Pīwaka,2 Example Lane').join()).toContain("not closed");
  });

  test("lists headings it does not know", () => {
    expect(readRestaurantsCsv("name,colour\nPīwaka,red").unread).toEqual(["colour"]);
  });

  test.each([
    ["PK\u0003\u0004", "spreadsheet"],
    ["address\n2 Example Lane", "no column “name”"],
    ["name,Restaurant\nA,B", "both mean"],
    ["name\nM\uFFFDhina", "cannot be read"],
    [`name\n${"A\n".repeat(1_001)}`, "more than 1,000 rows"],
    [`name\n${"x".repeat(500_001)}`, "larger"],
  ])("%# is refused as a whole with its reason", (csv, reason) => {
    expect(readRestaurantsCsv(csv)).toMatchObject({ rows: [], refusal: expect.stringContaining(reason) });
  });

  test("never throws and never invents a row, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: "binary" }), (noise) => {
        const { rows } = readRestaurantsCsv(`name,address\n${noise}`);
        expect(rows.length).toBeLessThanOrEqual(noise.split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 50 },
    );
  });
});

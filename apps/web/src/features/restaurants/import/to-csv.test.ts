import { describe, expect, it } from "vitest";
import { toCsv } from "./to-csv";

describe("rows that were left out", () => {
  it("come back as they were, under headings we read again", () => {
    expect(toCsv([{ name: 'Te "Kāpia"', phone: "what, now" }, { name: "" }])).toBe(
      'name,phone\r\n"Te ""Kāpia""","what, now"\r\n,\r\n',
    );
  });
});

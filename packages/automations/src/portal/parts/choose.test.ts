import { describe, expect, test } from "vitest";
import { chooseOption, chooseSuggestion } from "./choose.ts";

describe("chooseOption", () => {
  const locales = ["English - New Zealand", "English - Canada", "French - Canada", "English - United States"];
  const cities = ["Auckland (Pacific/Auckland)", "Sydney (Australia/Sydney)", "St. John's (America/St_Johns)"];
  test.each([
    [locales, ["English", "New Zealand"], "English - New Zealand"],
    [locales, ["English", "Canada"], "English - Canada"],
    [locales, ["Canada"], undefined],
    [locales, ["English", "Australia"], undefined],
    [locales, ["Zealand"], "English - New Zealand"],
    [locales, ["Zeal"], undefined],
    [cities, ["Auckland"], "Auckland (Pacific/Auckland)"],
    [cities, ["St. John’s"], "St. John's (America/St_Johns)"],
    [["Auckland", "Auckland Islands"], ["Auckland"], "Auckland"],
    [["Perth", "Perth"], ["Perth"], undefined],
    [[], ["Perth"], undefined],
  ])("%j · %j → %s", (options, words, expected) => {
    expect(chooseOption(options, words)).toBe(expected);
  });
});

describe("chooseSuggestion", () => {
  const offered = [
    "12 Example Quay, Wellington 6011, New Zealand",
    "13 Example Quay, Wellington 6011, New Zealand",
    "12 Example Quay North, Wellington 6011, New Zealand",
    "12 Example Quay, Invercargill 9810, New Zealand",
  ];
  test.each([
    ["12 Example Quay, Wellington 6011, New Zealand", offered[0]],
    ["12 example  quay, wellington 6011, new zealand", offered[0]],
    ["12 Example Quay, Wellington", offered[0]],
    ["12 Example Quay, Invercargill 9810", offered[3]],
    ["12 Example Quay", undefined],
    ["12 Example Quay, Nelson", undefined],
    ["14 Example Quay, Wellington 6011", undefined],
    ["2 Example Quay, Wellington 6011", undefined],
    ["", undefined],
  ])("“%s” → %s", (address, expected) => {
    expect(chooseSuggestion(offered, address)).toBe(expected);
  });
});

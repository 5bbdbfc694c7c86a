import { expect, test } from "vitest";
import { optionSets } from "./definition.ts";
import { optionSetsExamples } from "./examples.ts";
import { readOptionSetsCsv, writeOptionSetsCsv } from "./option-sets-csv.ts";

const { input } = optionSets;

test("what is written is read back the same, quotes, macrons and dishes included", () => {
  const { optionSets: sets } = input.parse(optionSetsExamples.three);
  expect(readOptionSetsCsv(writeOptionSetsCsv(sets))).toEqual({ sets, problems: [] });
});

test("a spreadsheet's own file: semicolons, other spellings of columns, prices with currency", () => {
  const file = "Set;Option;Price;Multiple;Max;Dishes\nSauce;Aïoli;$1,50;yes;2;Pie~Burger\nSauce;Chilli;;;;\n";
  expect(readOptionSetsCsv(file)).toEqual({
    problems: [],
    sets: [
      {
        name: "Sauce",
        displayName: "",
        isRequired: false,
        isMultiple: true,
        min: 0,
        max: 2,
        options: [
          { name: "Aïoli", price: 1.5 },
          { name: "Chilli", price: 0 },
        ],
        dishes: ["Pie", "Burger"],
      },
    ],
  });
});

test("what is wrong is told by its row, and a file without the columns by what is missing", () => {
  const file = "set,option,price,required,max\nSize,Small,abc,perhaps,many\n,Loose,1,,\nSize,,2,,\n";
  expect(readOptionSetsCsv(file).problems).toEqual([
    { row: 2, reason: "“perhaps” is neither yes nor no." },
    { row: 2, reason: "“many” is not a whole number." },
    { row: 2, reason: "“abc” is not a price." },
    { row: 3, reason: "The set has no name." },
    { row: 4, reason: "The option has no name." },
  ]);
  expect(readOptionSetsCsv("name,cost\nSmall,1\n").problems).toEqual([
    { row: 1, reason: "The column set is missing." },
    { row: 1, reason: "The column option is missing." },
  ]);
  expect(readOptionSetsCsv("PK\u0003\u0004\0").problems).toHaveLength(1);
});

import type { ImportColumn, ImportRow } from "@/features/answers";

export const IMPORT_WORDS = {
  title: "Restaurants from a CSV file",
  lead: "Our own records only. Nothing happens at the portal before you start a job.",
  choose: "Choose a file",
  chooseAnother: "Choose another",
  drop: "or drop it here. The first row names the columns; only “name” has to be there.",
  columnsAre: "Columns we read:",
  example: "Save an example file",
  exampleName: "restaurants-example.csv",
  hoursHint: "Hours as you would type them: tue-thu 11:30-21:30, fri 5pm-1am.",
  reading: "Reading the file",
  counts: { rows: "rows", ready: "ready", double: "there already", problem: "must fix" },
  unread: (headings: readonly string[]) =>
    `Not read: ${headings.map((heading) => `“${heading}”`).join(", ")}. We know no such column.`,
  row: "Row",
  state: "State",
  states: { ready: "Ready", double: "There already", problem: "Must fix" } satisfies Record<ImportRow["state"], string>,
  added: "Added",
  leftOut: "Left out",
  doubleHere: "We have",
  doubleAbove: (name: string, row: number) => `Row ${row} is “${name}” already.`,
  addAnyway: "Add it once more",
  button: (n: number) => (n === 1 ? "Add 1 restaurant" : `Add ${n} restaurants`),
  nothingToAdd: "No row of this file can be added yet.",
  promise: (out: number) =>
    out === 0
      ? "Every row of the file is added."
      : out === 1
        ? "One row stays out; you can save it as a file and fix it."
        : `${out} rows stay out; you can save them as a file and fix them.`,
  adding: "Adding",
  done: (n: number) => (n === 1 ? "1 restaurant is in our records." : `${n} restaurants are in our records.`),
  doneNote: "The portal is as it was. Open one and register it.",
  saveLeftOut: (n: number) => (n === 1 ? "Save the row that was left out" : `Save the ${n} rows that were left out`),
  leftOutName: "restaurants-left-out.csv",
  toList: "To the restaurants",
  nothingSaved: "Nothing was added.",
  empty: "empty",
  headings: {
    name: "name",
    subdomain: "store address",
    address: "street address",
    phone: "phone",
    openingHours: "opening hours",
    country: "country",
    timezone: "timezone",
    account: "portal account",
    note: "note",
  } satisfies Record<ImportColumn, string>,
  exampleRows: [
    {
      name: "Six Sisters’ Curry House",
      subdomain: "six-sisters",
      address: "7 Example Crescent, Tauranga 3110",
      phone: "07 555 0107",
      openingHours: "tue-thu 11:30-21:30, fri-sat 5pm-1am",
      country: "New Zealand",
      timezone: "Pacific/Auckland",
      account: "",
      note: "Call before 11",
    },
    { name: "Pīwaka & Plum" },
  ] satisfies Partial<Record<ImportColumn, string>>[],
} as const;

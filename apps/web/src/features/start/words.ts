export const START_WORDS = {
  before: "Before we start",
  willDo: "At the portal this will",
  touchesNothingElse: (tries: number) =>
    `Touches nothing else. Tries up to ${tries} times, but never again once it has been sent.`,
  planLater: "Said once every field fits.",
  startedToast: "Asked for. Waiting its turn.",
  alreadyToast: "Already there, opened that one.",
  alreadyNote: "Nothing new was started",
  draftKept: "Draft kept",
  draftFound: "This is the draft you left.",
  draftDrop: "Start from the restaurant's facts",
  inTheWay: (n: number) => (n === 1 ? "1 thing is in the way" : `${n} things are in the way`),
  toKnow: (n: number) =>
    n === 0
      ? "Nothing in the way"
      : n === 1
        ? "1 thing to know, nothing in the way"
        : `${n} things to know, nothing in the way`,
} as const;

export const MENU_WORDS = {
  choose: "Choose a menu file",
  chooseAnother: "Choose another",
  drop: "or drop it here: CSV in UTF-8, at most 2 MB. It is looked through here before anything is sent.",
  orStored: "Or one that is here already:",
  storing: "Storing the file",
  storeAgain: "Store it again",
  shape: (size: string, shape: { columns: number; delimiter: string } | null) =>
    shape ? `${size}, ${shape.columns} columns, ${DELIMITERS[shape.delimiter] ?? "other marks"} between them` : size,
  rows: "rows",
  categories: "categories",
  mustFix: "must fix",
  toKnow: "to know",
  rowsInTheWay: (rows: readonly number[]) =>
    rows.length === 1
      ? `Row ${rows[0]} is in the way.`
      : `${rows.length} rows are in the way: ${listed(rows.map(String), 4)}.`,
  leaveAllOut: (n: number) => (n === 1 ? "Leave it out" : n === 2 ? "Leave both out" : `Leave all ${n} out`),
  unreadable: "This file cannot be read as a menu.",
  formulas: (n: number) => (n === 1 ? "1 cell begins like a formula." : `${n} cells begin like a formula.`),
  formulasWhy: (rows: readonly number[]) =>
    `They are sent as they stand (${rows.length === 1 ? "row" : "rows"} ${listed([...new Set(rows)].map(String), 6)}). I looked at them, and they are meant so.`,
  formulasOpen: "Some names begin like a formula. Say that they are meant so.",
  preview: "What the file says",
  problems: "Problems",
  allRows: "All rows",
  categoriesTab: "Categories",
  corrected: "Corrected file",
  correctedEnding: "-corrected.csv",
  noProblems: "Nothing is wrong with any row.",
  level: "Weight",
  row: "Row",
  category: "Category",
  dish: "Dish",
  price: "Price",
  description: "Description",
  tags: "Tags",
  empty: "empty",
  wholeFile: "The file",
  cell: "cell",
  /** a column as one says it in a sentence */
  columns: {
    dishPrice: "price",
    dishName: "name",
    categoryName: "category",
    menuName: "menu's name",
    dishType: "type",
  } as Readonly<Record<string, string>>,
  dishes: (n: number) => (n === 1 ? "1 dish" : `${n} dishes`),
  shownOf: (shown: number, total: number) => `${shown} of ${total}`,
  showMore: "Show more",
  keep: "Keep",
  typeIt: (what: string) => `Type the ${what}`,
  typeFor: (what: string, row: number) => `The ${what} of row ${row}`,
  useIt: (text: string) => `Use “${text}”`,
  emptyIt: "Empty the cell",
  leaveOut: (row: number) => `Leave row ${row} out`,
} as const;

const DELIMITERS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

function listed(all: readonly string[], most: number): string {
  const shown = all.slice(0, most);
  if (all.length > most) return `${shown.join(", ")} and ${all.length - most} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

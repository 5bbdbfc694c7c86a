export const START_WORDS = {
  pressKey: "Ctrl ↵",
  before: "Before we start",
  willDo: "At the portal this will",
  touchesNothingElse: (tries: number) =>
    `Touches nothing else. Tries up to ${tries} times, but never again once it has been sent.`,
  seconds: (n: number) => `${n} s`,
  open: "Open",
  toField: "Go to the field",
  change: "Change",
  draftKept: (age: string) => `Draft kept ${age} ago`,
  unknownType: (type: string) => `We know no job called “${type}”`,
  unknownTypeText: "Choose another on the restaurant's page.",
  planLater: "Said once every field fits.",
  startedToast: "Asked for. Waiting its turn.",
  alreadyToast: "Already there, opened that one.",
  alreadyNote: "Nothing new was started",
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

export const DISH_WORDS = {
  onDishes: (n: number) => (n === 0 ? "On no dish" : n === 1 ? "On 1 dish" : `On ${n} dishes`),
  chooseFor: (n: number, of: string) => `${DISH_WORDS.onDishes(n)}: choose dishes for ${of || "it"}`,
  titleFor: (of: string) => `Dishes with ${of || "it"}`,
  note: "A dish is ticked wherever it stands on the menu.",
  search: "Search, or type another dish's name",
  add: (name: string) => `Add “${name}”`,
  none: "No dish is called that.",
  notInFile: "Not in the menu file",
  typed: "Typed here",
  done: "Done",
} as const;

export const TAG_WORDS = {
  fromMenu: (fileName: string) => `Take the dishes from ${fileName}`,
  nameOf: (n: number) => `Name of tag ${n}`,
  colourOf: (name: string) => `Colour of ${name || "the tag"}`,
  remove: (name: string) => `Remove ${name || "the tag"}`,
  add: "Add a tag",
} as const;

export const OPTION_WORDS = {
  importCsv: "Import a table",
  importNote: "CSV with one option a row. Sets of the same name are replaced, the others stay.",
  template: "An example to fill in",
  exportCsv: "These sets as a table",
  fileName: "option-sets.csv",
  taken: (n: number, file: string) => `${n === 1 ? "1 set" : `${n} sets`} taken from ${file}.`,
  notTaken: (file: string) => `Nothing was taken from ${file}:`,
  problem: (row: number, reason: string) => `Row ${row}: ${reason}`,
  problemsShown: 12,
  add: "Add an option set",
  unnamed: (n: number) => `Option set ${n}`,
  thisSet: "this set",
  needsLook: "Something in it needs a look",
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name}`,
  name: "Name of the set",
  displayName: "What guests read",
  displayNameNote: "Left empty, it is the name.",
  required: "Guests must choose",
  multiple: "Several may be chosen",
  min: "At least",
  max: "At most",
  options: "Options",
  optionName: (n: number) => `Name of option ${n}`,
  optionPrice: (n: number) => `Price of option ${n}`,
  unnamedOption: (n: number) => `option ${n}`,
  addOption: "Add an option",
  dishesNote: "Guests see the set on these.",
  summary: (set: {
    isRequired: boolean;
    min: number | string;
    max: number | string;
    options: readonly unknown[];
    dishes: readonly unknown[];
  }) =>
    [
      set.isRequired ? "must choose" : "may choose",
      `${set.min} to ${set.max}`,
      set.options.length === 1 ? "1 option" : `${set.options.length} options`,
      DISH_WORDS.onDishes(set.dishes.length).toLowerCase(),
    ].join(", "),
} as const;

export const FILE_WORDS = {
  choose: "Choose a picture",
  another: "Another picture",
  imageNote: "PNG, JPEG or WebP, at most 5 MB",
  storing: (name: string) => `Storing ${name}`,
  shows: (label: string) => `${label}, as it is kept`,
  remove: (label: string) => `Remove: ${label}`,
  codeNote: "Kept while you type.",
  kept: (size: string) => `Kept, ${size}.`,
  keeping: (label: string) => `Keeping: ${label}`,
  fromFile: "Take it from a file",
  fromFileFor: (label: string) => `${label}, from a file`,
  codeName: (path: string) => `${path}.html`,
} as const;

export const STORE_WORDS = {
  title: "How it will look, roughly",
  says: (theme: string, primary: string) => `A sketch of a ${theme} store with ${primary} buttons`,
  note: "A sketch in the chosen colours; fonts show when this computer has them.",
  dishes: ["Margherita", "Kūmara fries", "Lemonade"],
  order: "Add to order",
} as const;

export const CHANGE_WORDS = {
  title: "Changed since",
  none: "Nothing yet. Pressing asks for the same again.",
  becomes: "becomes",
  nothing: "nothing",
  yes: "yes",
  no: "no",
  set: "set",
  entries: (n: number) => (n === 1 ? "1 entry" : `${n} entries`),
  without: (name: string) => `without ${name}`,
  added: (name: string) => `added ${name}`,
  changed: (name: string) => `changed ${name}`,
} as const;

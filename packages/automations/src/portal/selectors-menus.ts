/**
 * Selectors of the Menus page and its editors (portal reference, sections 9 to 11). Ids, roles, titles and documented
 * structure; no hashed class.
 */
export const MENUS = {
  /** holds the chosen tab, and nothing until its data is there */
  tabContent: "#scroll-root div.m-t-8",
  ready: "#scroll-root div.m-t-8 > *",
  tabs: { menus: "Menus", optionSets: "Option Sets", itemTags: "Item Tags" },
  /** every menu, category and dish has a pencil: its row is the pencil's parent */
  row: '#scroll-root :has(> button path[d*="M402.6"])',
  menuRow: ".list-item",
  rowName: ":scope > div",
  importButton: /^CSV Import$/i,
  exportButton: /^(CSV )?Export$/i,
} as const;

export const IMPORT_DIALOG = {
  dialog: '[id$="-content"]:has(input):has-text("import")',
  word: 'input[type="text"]',
  confirmWord: "import",
  proceed: "Proceed",
  file: 'input[type="file"]',
  upload: "Upload",
  problem: '[role="alert"]',
} as const;

/** The second and third tab list what is there as cards; the first place of the grid holds the button for a new one. */
export const CARDS = {
  add: "#scroll-root div.m-t-8 > div.grid-2 > div:nth-child(1) > div > button",
  card: '#scroll-root div.m-t-8 > div.grid-2 > div:has(button:text-is("Edit"))',
  edit: "Edit",
} as const;

/** Sections 10 and 11: menus, categories and dishes with a tick each. What is folded is not on the page. */
export const ITEM_TREE = {
  arrow: "div.cursor.flex-center",
  arrowIcon: "svg",
  unfolded: "div.m-l-2",
  name: "span.m-l-2",
  tick: 'input[type="checkbox"]',
} as const;

/** Section 10. Titles are matched whole; the case of the first has been seen both ways. */
export const OPTION_SET_EDITOR = {
  editor: "#option-set-tab-options-tab-select-content",
  tab: "> div",
  tabs: {
    details: /^details$/i,
    options: /^options$/i,
    conditions: /^conditions$/i,
    items: /^add \/ remove from items$/i,
  },
  panel: "form > div > div:nth-child(1)",
  titles: {
    name: "Name",
    displayName: "Display Name",
    required: "Required",
    multiple: "Select Multiple",
    quantity: "Enable Option Quantity",
    min: "Min Options Required",
    max: "Max Options Required",
  },
  addOption: "form > div > div:nth-child(1) > div > div > div > div:nth-child(2) > button",
  optionRow: "form table tbody tr",
  optionText: 'input[type="text"]',
  optionPrice: 'input[type="number"]',
  removeOption: "td:last-child button",
  save: "form > div > div:last-child > button",
  problem: '[role="alert"]',
} as const;

/** Section 11: four children of the form stay mounted, whichever tab is shown. */
export const TAG_EDITOR = {
  editor: "#tag-tab-options-tab-select-content",
  tab: "> div",
  tabs: { details: /^details$/i, items: /^add \/ remove from items$/i },
  panel: "form > div > div:nth-child(1)",
  titles: { name: "Tag Name", text: "Tag Text" },
  /** the background's picker; the text colour's row lacks the second class */
  background: "form > div > div:nth-child(3) div.m-b-0.m-r-6",
  save: "form > div > div:nth-child(4) > button",
  problem: '[role="alert"]',
} as const;

/** Section 3: a swatch that opens a picker with one input. Only the unhashed half of each class is used. */
export const COLOUR_PICKER = {
  swatch: '[class*="colorpicker__SwatchWrapper-"] > div',
  hex: '[class*="colorpicker__DropWrapper-"] input',
} as const;

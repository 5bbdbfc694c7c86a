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

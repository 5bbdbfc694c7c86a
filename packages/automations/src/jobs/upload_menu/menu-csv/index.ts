export { type Category, countDishes, type Dish, type IdState, idState, type Menu, priceText } from "../menu.ts";
export { type Column, VARIANTS, type Variant } from "./columns.ts";
export { editMenuCsv, type MenuEdit } from "./edit-menu.ts";
export { type MenuProblem, PROBLEM_CODES, type ProblemCode } from "./problem.ts";
export { readExport } from "./read-export.ts";
export { hasErrors, type MenuFile, type MenuRow, readMenuCsv } from "./read-menu.ts";
export { CSV_LIMITS } from "./read-table.ts";
export { writeMenuCsv } from "./write-menu.ts";

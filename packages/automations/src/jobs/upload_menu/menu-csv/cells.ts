import { cleanDishName, tidySpaces } from "@pumpd/model";
import { DISH_TYPES, type DishImage, type DishType, priceText } from "../menu.ts";
import type { Column } from "./columns.ts";
import { readPrice } from "./price.ts";
import type { MenuProblem, ProblemCode } from "./problem.ts";
import { joinTags, splitTags } from "./tags.ts";

/** One row's cells with what is wrong and what the corrected file says instead. */
export class RowReader {
  readonly row: number;
  /** as they stand in the file */
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly #problems: MenuProblem[];
  /** the corrected cells so far */
  readonly corrected: Partial<Record<Column, string>>;

  constructor(row: number, cells: Readonly<Partial<Record<Column, string>>>, problems: MenuProblem[]) {
    this.row = row;
    this.cells = cells;
    this.#problems = problems;
    this.corrected = { ...cells };
  }

  raw(column: Column): string {
    return this.cells[column] ?? "";
  }

  /** Text without what nobody sees: runs of spaces, line breaks, invisible marks; a scraper's `null` becomes nothing. */
  text(column: Column): string {
    const raw = this.raw(column);
    this.#warnOfFormula(column, raw);
    const visible = this.#withoutControlCharacters(column, raw);
    const tidy = tidySpaces(visible);
    // Only these spellings: “Nan” is a bread.
    if (/^(?:null|NULL|undefined|NaN)$/u.test(tidy)) {
      this.warn(column, "PLACEHOLDER", `“${tidy}” is what a program writes for nothing; it is left out.`, "");
      return "";
    }
    this.corrected[column] = tidy;
    return tidy;
  }

  id(column: Column): string {
    return this.text(column);
  }

  /** A name guests read: cleaned with the rule that option sets and tags look for it with. */
  name(column: Column, what: string, fix?: string): string {
    const tidy = this.text(column);
    if (tidy === "") {
      this.error(column, "MISSING", `The ${what} is empty.`, fix);
      return "";
    }
    const cleaned = cleanDishName(tidy);
    if (cleaned === "") {
      this.error(column, "MISSING", `“${tidy}” is only a mark of the page it came from, not a ${what}.`, fix);
      return "";
    }
    if (cleaned !== tidy) this.warn(column, "CLEANED", `“${tidy}” is sent as “${cleaned}”.`, cleaned);
    return cleaned;
  }

  price(): number {
    const raw = this.raw("dishPrice");
    const read = readPrice(raw);
    if (read.kind === "refused") {
      this.error("dishPrice", raw.trim() === "" ? "MISSING" : "PRICE", read.reason);
      return 0;
    }
    this.corrected.dishPrice = priceText(read.cents);
    if (read.cents === 0) this.warn("dishPrice", "FREE", "This dish is free; guests can order it for nothing.");
    if (read.cents >= 1_000_00)
      this.warn("dishPrice", "COSTLY", `It costs ${priceText(read.cents)}. Is the decimal point right?`);
    return read.cents;
  }

  type(): DishType {
    const given = this.raw("dishType").trim().toLowerCase();
    const type = DISH_TYPES.find((known) => known === (given || "standard"));
    if (type) {
      this.corrected.dishType = type;
      return type;
    }
    this.error(
      "dishType",
      "TYPE",
      `“${this.raw("dishType").trim()}” is not a kind of dish; use standard or combo.`,
      "standard",
    );
    return "standard";
  }

  tags(): string[] {
    const names = splitTags(this.text("tags")).map((tag) => cleanDishName(tag));
    const tags = [...new Set(names.filter((tag) => tag !== ""))];
    this.corrected.tags = joinTags(tags);
    return tags;
  }

  image(): DishImage | null {
    const url = this.#imageUrl("imageURL") ?? this.#imageUrl("imageExternalURL");
    const id = this.text("imageCDNID");
    const filename = this.text("imageCDNFilename");
    const flag = this.text("isCDNImage").toUpperCase();
    this.corrected.isCDNImage = flag;
    if (!["TRUE", "FALSE", ""].includes(flag)) {
      this.error("isCDNImage", "IMAGE", `“${flag}” is neither TRUE nor FALSE.`);
      return null;
    }
    if (flag !== "TRUE") {
      if (id !== "")
        this.error("isCDNImage", "IMAGE", "There is an image id, but this says that there is none.", "TRUE");
      return url === undefined ? null : { kind: "url", url };
    }
    if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu.test(id)) {
      this.error(
        "imageCDNID",
        id === "" ? "MISSING" : "IMAGE",
        `“${id}” is not the id of an image at the portal's file host.`,
      );
      return null;
    }
    if (url !== undefined)
      this.error("imageExternalURL", "IMAGE", "A dish has one image: an id or an address, not both.", "");
    return { kind: "cdn", id, filename };
  }

  #imageUrl(column: "imageURL" | "imageExternalURL"): string | undefined {
    const text = this.text(column);
    if (text === "") return undefined;
    if (/^https?:\/\//iu.test(text) && URL.canParse(text)) return text;
    this.error(column, "IMAGE", `“${text.slice(0, 80)}” is not a web address.`);
    return undefined;
  }

  #warnOfFormula(column: Column, raw: string): void {
    if (!/^[=+\-@\t\r]/u.test(raw)) return;
    this.warn(column, "FORMULA", `“${tidySpaces(raw).slice(0, 40)}” begins like a formula. It is sent as it stands.`);
  }

  #withoutControlCharacters(column: Column, raw: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    const visible = raw.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu, "");
    if (visible !== raw)
      this.warn(column, "CONTROL_CHARACTER", "An invisible character was taken out.", tidySpaces(visible));
    return visible;
  }

  error(column: Column, code: ProblemCode, reason: string, fix?: string): void {
    this.#add({ row: this.row, column, level: "error", code, reason, ...(fix === undefined ? {} : { fix }) });
  }

  warn(column: Column, code: ProblemCode, reason: string, fix?: string): void {
    this.#add({ row: this.row, column, level: "warning", code, reason, ...(fix === undefined ? {} : { fix }) });
  }

  #add(problem: MenuProblem): void {
    this.#problems.push(problem);
    if (problem.fix !== undefined && problem.column !== null) this.corrected[problem.column as Column] = problem.fix;
  }
}

/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { LISTS } from "../selectors.ts";
import { readColour, setColour } from "./colour-picker.ts";
import { formRow } from "./form-row.ts";
import { type ImageFile, isHostedImage, readImageAddress, uploadImage } from "./image-field.ts";
import { landmark } from "./landmark.ts";
import { pickFromList, shownIn } from "./searchable-select.ts";
import { typeText } from "./text-field.ts";
import { readToggle, setToggle } from "./toggle.ts";

/** One field of a settings block and what it should say. */
export type WantedField =
  | { kind: "colour"; title: string; value: string }
  | { kind: "toggle"; title: string; value: boolean }
  | { kind: "text"; title: string; value: string }
  /** a plain list, by the text of its option */
  | { kind: "select"; title: string; value: string }
  | { kind: "font"; title: string; value: string }
  | { kind: "image"; title: string; value: ImageFile }
  /** the n-th text area of the block, from 0; they have no titles to rely on */
  | { kind: "code"; place: number; title: string; value: string };

/** `wanted` in the words of `shown`. */
export type FieldSight = { isSame: boolean; shown: string; wanted: string };

/** Addresses of what this run has uploaded, by field title: the host may store a picture in its own way. */
export type Uploads = Map<string, string>;

export async function readField(block: Locator, field: WantedField, uploads: Uploads): Promise<FieldSight> {
  const row = rowOf(block, field);
  await landmark(row, field.title);
  switch (field.kind) {
    case "colour":
      return sight(await readColour(row, field.title), field.value);
    case "toggle":
      return sight((await readToggle(row.locator("label"), field.title)) ? "on" : "off", field.value ? "on" : "off");
    case "text":
      return sight(await row.locator("input").inputValue(), field.value);
    case "select":
      return sight(await selectedText(row.locator("select")), field.value);
    case "font":
      return sight(await shownIn(row.locator(LISTS.select)), field.value);
    case "code": {
      const there = await row.inputValue();
      const wanted = oneLineBreak(field.value);
      return {
        isSame: there === wanted,
        shown: `${there.length} characters`,
        // Other code of the same length should not look like the same.
        wanted: `${there.length === wanted.length ? "other " : ""}${wanted.length} characters`,
      };
    }
    case "image": {
      const address = await readImageAddress(row);
      const wanted = field.value.name;
      if (address === undefined) return { isSame: false, shown: "no picture", wanted };
      const isOurs = uploads.get(field.title) === address || (await isHostedImage(row, address, field.value));
      return { isSame: isOurs, shown: new URL(address, block.page().url()).href, wanted };
    }
  }
}

export async function writeField(block: Locator, field: WantedField, uploads: Uploads): Promise<void> {
  const row = rowOf(block, field);
  switch (field.kind) {
    case "colour":
      return await setColour(row, field.title, field.value);
    case "toggle":
      return await setToggle(row.locator("label"), field.title, field.value);
    case "text":
      return await typeText(row.locator("input"), field.title, field.value);
    case "select":
      return await select(row.locator("select"), field);
    case "font":
      return void (await pickFromList(row, field.title, { search: field.value, words: [field.value] }));
    case "code":
      return await typeText(row, field.title, oneLineBreak(field.value));
    case "image":
      return void uploads.set(field.title, await uploadImage(row, field.title, field.value));
  }
}

function rowOf(block: Locator, field: WantedField): Locator {
  return field.kind === "code" ? block.locator("textarea").nth(field.place) : formRow(block, field.title);
}

function sight(shown: string, wanted: string): FieldSight {
  return { isSame: shown === wanted, shown, wanted };
}

/** A text area knows one kind of line break. */
function oneLineBreak(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

async function selectedText(list: Locator): Promise<string> {
  return await list.evaluate((element) =>
    element instanceof HTMLSelectElement ? (element.selectedOptions[0]?.text.trim() ?? "") : "",
  );
}

async function select(list: Locator, { title, value }: { title: string; value: string }): Promise<void> {
  const offered = await list.locator("option").allInnerTexts();
  if (!offered.some((text) => text.trim() === value)) throw fail("OPTION_NOT_OFFERED", { option: value, field: title });
  await list.selectOption({ label: value });
}

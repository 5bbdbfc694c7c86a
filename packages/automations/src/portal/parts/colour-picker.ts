/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { COLOUR_PICKER } from "../selectors-menus.ts";
import { landmark, shows } from "./landmark.ts";

/** The colour of the swatch as `#rrggbb`, without opening anything. */
export async function readColour(row: Locator, name: string): Promise<string> {
  const swatch = await landmark(row.locator(COLOUR_PICKER.swatch), name);
  return hexOf(await swatch.evaluate((element) => getComputedStyle(element).backgroundColor), name);
}

/** Opens the picker, types the colour and closes it again: an open one covers what lies below. */
export async function setColour(row: Locator, name: string, hex: string): Promise<void> {
  if ((await readColour(row, name)) === hex) return;
  const swatch = row.locator(COLOUR_PICKER.swatch);
  const input = row.locator(COLOUR_PICKER.hex);
  await swatch.click();
  await input.fill(hex);
  await shows(
    swatch,
    name,
    (colour) => colour === hex,
    () => readColour(row, name),
  );
  await swatch.click();
  await input.waitFor({ state: "detached" });
}

function hexOf(computed: string, name: string): string {
  const parts = /^rgba?\((\d+), (\d+), (\d+)/.exec(computed)?.slice(1, 4);
  if (!parts) throw fail("PORTAL_CHANGED", { landmark: name });
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}

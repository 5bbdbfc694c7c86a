import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { landmark, shows } from "./landmark.ts";

/** Reads first and clicks only if it differs: a switch that is clicked blindly flips. */
export async function setToggle(toggle: Locator, name: string, isOn: boolean): Promise<void> {
  await landmark(toggle, name);
  if ((await readToggle(toggle, name)) === isOn) return;
  await toggle.click();
  await shows(
    toggle,
    name,
    (text) => parse(text) === isOn,
    (label) => label.innerText(),
  );
}

export async function readToggle(toggle: Locator, name: string): Promise<boolean> {
  const isOn = parse(await toggle.innerText());
  if (isOn === undefined) throw fail("PORTAL_CHANGED", { landmark: name });
  return isOn;
}

function parse(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return word === "on" ? true : word === "off" ? false : undefined;
}

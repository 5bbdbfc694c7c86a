import type { Locator } from "playwright-core";
import { shows } from "./landmark.ts";

export async function typeText(field: Locator, name: string, text: string): Promise<void> {
  await field.fill(text);
  await shows(field, name, (value) => value === text);
}

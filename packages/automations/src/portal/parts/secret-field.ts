import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";

/**
 * The one place where a secret is typed. Playwright repeats what it was asked to type in its error, so the error stays here.
 */
export async function typeSecret(field: Locator, secret: string): Promise<void> {
  try {
    await field.fill(secret);
  } catch {
    throw fail("PORTAL_SLOW", { what: "the password field" });
  }
}

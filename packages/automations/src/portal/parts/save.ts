import { TIMINGS } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { until } from "../wait.ts";

/** Presses Save and waits for what the editor makes of it: gone, or the portal's words as FORM_REFUSED. */
export async function saveAndClose(editor: Locator, button: Locator, problem: Locator): Promise<void> {
  await button.click();
  const end = await until(editor.page(), TIMINGS.navigationMs, async () => {
    if ((await editor.count()) === 0) return { words: null };
    const words = (await problem.allInnerTexts()).join(" ").trim();
    return words === "" ? undefined : { words };
  });
  if (!end) throw fail("PORTAL_SLOW", { what: "the answer to Save" });
  if (end.words !== null) throw fail("FORM_REFUSED", { message: end.words });
}

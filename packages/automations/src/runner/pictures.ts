import type { OwnBrowser } from "./browser.ts";
import { within } from "./within.ts";

export type Picture = { bytes: Uint8Array; type: "image/jpeg" };

export type PictureOptions = {
  /** A commit is held at the gate: Playwright's screenshot would hang until its limit then. */
  isHeld: boolean;
  /** CSS selectors of fields that must never be seen, besides password fields. */
  secrets: readonly string[];
};

const LIMIT_MS = 3_000;
const QUALITY = 60;
const ALWAYS_SECRET = ["input[type=password]", "[data-secret]"] as const;

/** A masked picture of the page, or nothing: it takes at most 3 s and changes no outcome. Never throws. */
export async function takePicture(own: OwnBrowser, { isHeld, secrets }: PictureOptions): Promise<Picture | undefined> {
  const selector = [...ALWAYS_SECRET, ...secrets].join(", ");
  const work = isHeld ? pictureByProtocol(own, selector) : pictureByPlaywright(own, selector);
  const bytes = await within(LIMIT_MS, work).catch(() => undefined);
  return bytes && { bytes, type: "image/jpeg" };
}

async function pictureByPlaywright(own: OwnBrowser, selector: string): Promise<Uint8Array> {
  return await own.page.screenshot({
    type: "jpeg",
    quality: QUALITY,
    timeout: LIMIT_MS,
    animations: "disabled",
    caret: "hide",
    mask: [own.page.locator(selector)],
    maskColor: "#8a8f98",
  });
}

/** The protocol cannot mask, so a page with a secret field gives no picture. */
async function pictureByProtocol(own: OwnBrowser, selector: string): Promise<Uint8Array | undefined> {
  const expression = `document.querySelector(${JSON.stringify(selector)}) !== null`;
  const { result } = await own.pageSession.send("Runtime.evaluate", { expression, returnByValue: true });
  if (result.value !== false) return undefined;
  const { data } = await own.pageSession.send("Page.captureScreenshot", { format: "jpeg", quality: QUALITY });
  return Buffer.from(data, "base64");
}

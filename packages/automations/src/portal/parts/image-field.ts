/// <reference lib="dom" />
import { TIMINGS } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { IMAGE_FIELD, UPLOAD_DIALOG } from "../selectors-website.ts";
import { until } from "../wait.ts";
import { landmark, shows } from "./landmark.ts";

export type ImageFile = { name: string; type: string; bytes: Uint8Array };

/** The host's button to try again is pressed so often; then it means what it says. */
const UPLOAD_TRIES = 3;

/** Where the picture is hosted, or undefined while there is none. */
export async function readImageAddress(field: Locator): Promise<string | undefined> {
  const image = field.locator(IMAGE_FIELD.image);
  return (await image.count()) === 1 ? ((await image.getAttribute("src")) ?? undefined) : undefined;
}

/** Is the hosted picture this very file? Asked of the file host, byte by byte: an earlier logo looks just as done. */
export async function isHostedImage(field: Locator, address: string, file: ImageFile): Promise<boolean> {
  const hosted = await field.evaluate(async (_, src) => {
    const answer = await fetch(src).catch(() => undefined);
    if (!answer?.ok) return undefined;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }, address);
  return hosted !== undefined && Buffer.from(hosted, "base64").equals(Buffer.from(file.bytes));
}

/** Uploads through the host's dialog and gives the address the field shows afterwards. Throws UPLOAD_REFUSED. */
export async function uploadImage(field: Locator, name: string, file: ImageFile): Promise<string> {
  const page = field.page();
  await (
    await landmark(field.getByRole("button", { name: IMAGE_FIELD.upload }), `The upload button of ${name}`)
  ).click();
  const dialog = await landmark(page.locator(UPLOAD_DIALOG.dialog), "The upload dialog");
  const address = await chooseUntilShown(dialog, file);
  await (
    await landmark(dialog.getByRole("button", { name: UPLOAD_DIALOG.confirm }), "The upload's Add button")
  ).click();
  await dialog.waitFor({ state: "detached" });
  await shows(
    field,
    name,
    (shown) => shown === address,
    async () => (await readImageAddress(field)) ?? "",
  );
  return address;
}

async function chooseUntilShown(dialog: Locator, file: ImageFile): Promise<string> {
  const page = dialog.page();
  const preview = dialog.locator(UPLOAD_DIALOG.preview);
  const failure = dialog.getByText(UPLOAD_DIALOG.failure, { exact: true });
  for (let tried = 1; ; tried += 1) {
    const choose = dialog.getByRole("button", { name: UPLOAD_DIALOG.choose });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose.click()]);
    await chooser.setFiles({ name: file.name, mimeType: file.type, buffer: Buffer.from(file.bytes) });
    const end = await until(page, TIMINGS.navigationMs, async () => {
      if ((await preview.count()) === 1) return { address: await preview.getAttribute("src") };
      return (await failure.count()) > 0 ? { address: null } : undefined;
    });
    if (end?.address) return end.address;
    if (!end) throw fail("PORTAL_SLOW", { what: "the upload" });
    if (tried === UPLOAD_TRIES) throw fail("UPLOAD_REFUSED", { file: file.name, message: UPLOAD_DIALOG.failure });
    await dialog.getByRole("button", { name: UPLOAD_DIALOG.again }).click();
  }
}

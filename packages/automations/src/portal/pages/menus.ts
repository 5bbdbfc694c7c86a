import { TIMINGS, tidySpaces } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { guarded, looking } from "../guarded.ts";
import { landmark } from "../parts/landmark.ts";
import { type RowTexts, readMenuNames, unfoldMenus } from "../parts/menu-rows.ts";
import { typeText } from "../parts/text-field.ts";
import { IMPORT_DIALOG, MENUS } from "../selectors-menus.ts";
import type { Session } from "../session.ts";
import { until } from "../wait.ts";

/** A menu as the page shows it. */
export type PortalMenu = {
  name: string;
  categories: { name: string; dishes: { name: string; priceCents: number }[] }[];
};

export type CsvFile = { name: string; text: string };

/** The Menus page of one restaurant: reads menus and imports one. */
export type Menus = {
  readonly address: string;
  /** Every menu of this name, with all its categories, dishes and prices, as the page shows them now. */
  findAll: (name: string) => Promise<PortalMenu[]>;
  /** Imports a file whose menu is new. Throws MENU_NAME_TAKEN when one of this name is there, IMPORT_REFUSED with the portal's words. */
  add: (name: string, file: CsvFile) => Promise<void>;
  /** Imports a file with the portal's own ids. Which of them exist is for the caller to know. */
  update: (file: CsvFile) => Promise<void>;
  /** Opens the import dialog, checks that it is the one we know, and imports nothing. Throws PORTAL_CHANGED. */
  lookAtImport: () => Promise<void>;
  /** The portal's own export of all menus, ids included. */
  export: () => Promise<string>;
};

export function menusPage(session: Session, restaurantPath: string): Menus {
  const { page } = session;
  const path = `${restaurantPath}/menus`;

  const open = () => session.open(path, { selector: MENUS.ready, what: "the list of menus" });

  async function placesOf(name: string): Promise<number[]> {
    const names = await readMenuNames(page);
    return names.flatMap((other, place) => (tidySpaces(other) === tidySpaces(name) ? [place] : []));
  }

  return {
    address: `${session.adminUrl}${path}`,
    findAll: (name) =>
      guarded(session, "the list of menus", async () => {
        await open();
        const menus = await unfoldMenus(page, await placesOf(name));
        return menus.map(({ texts, categories }) => ({
          name: nameIn(texts),
          categories: categories.map((category) => ({
            name: nameIn(category.texts),
            dishes: category.dishes.map(dishIn),
          })),
        }));
      }),
    update: (file) =>
      guarded(session, "the import dialog", async () => {
        await open();
        await importFile(session, file);
      }),
    lookAtImport: () =>
      looking(session, "the import dialog", async () => {
        await open();
        await openImport(session);
      }),
    export: () =>
      guarded(session, "the export of the menus", async () => {
        await open();
        return await downloadExport(session);
      }),
    add: (name, file) =>
      guarded(session, "the import dialog", async () => {
        await open();
        if ((await placesOf(name)).length > 0) throw fail("MENU_NAME_TAKEN", { name });
        await importFile(session, file);
      }),
  };
}

type ImportDialog = { word: Locator; proceed: Locator };

async function openImport({ page }: Session): Promise<ImportDialog> {
  const button = page.getByRole("button", { name: MENUS.importButton });
  await (await landmark(button, "CSV Import")).click();
  const dialog = await landmark(page.locator(IMPORT_DIALOG.dialog), "The import dialog");
  return {
    word: await landmark(dialog.locator(IMPORT_DIALOG.word), "The import's confirmation"),
    proceed: await landmark(
      dialog.getByRole("button", { name: IMPORT_DIALOG.proceed, exact: true }),
      "The import's Proceed button",
    ),
  };
}

/** First a word against haste, then the file. Success closes the dialog without a message. */
async function importFile(session: Session, { name, text }: CsvFile): Promise<void> {
  const { page } = session;
  const { word, proceed } = await openImport(session);
  await typeText(word, "The import's confirmation", IMPORT_DIALOG.confirmWord);
  await proceed.click();
  const upload = await landmark(
    page.getByRole("button", { name: IMPORT_DIALOG.upload, exact: true }),
    "The import's Upload button",
  );
  const input = page.locator(IMPORT_DIALOG.file);
  await input.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await upload.click();
  const end = await until(page, TIMINGS.navigationMs, async () => {
    const problem = page.locator(`[id$="-content"] ${IMPORT_DIALOG.problem}`);
    if ((await problem.count()) > 0) return { problem: (await problem.allInnerTexts()).join(" ").trim() };
    return (await input.count()) === 0 ? { problem: null } : undefined;
  });
  if (!end) throw fail("PORTAL_SLOW", { what: "the end of the import" });
  if (end.problem !== null) throw fail("IMPORT_REFUSED", { message: end.problem });
}

/** The portal opens its export in a tab of its own, which is nothing but the file. */
async function downloadExport({ page }: Session): Promise<string> {
  const button = await landmark(page.getByRole("button", { name: MENUS.exportButton }), "Export");
  const [download] = await Promise.all([page.context().waitForEvent("download"), button.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  await download.delete();
  return Buffer.concat(chunks).toString("utf8");
}

function nameIn(texts: RowTexts): string {
  return texts[0] ?? "";
}

/** A dish's row ends with its price; without one it is not the row we know. */
function dishIn(texts: RowTexts): { name: string; priceCents: number } {
  const price = /^\D{0,4}(\d+(?:\.\d{1,2})?)$/.exec(texts.at(-1) ?? "")?.[1];
  if (texts.length < 2 || price === undefined) throw fail("PORTAL_CHANGED", { landmark: "A dish's price" });
  return { name: nameIn(texts), priceCents: Math.round(Number(price) * 100) };
}

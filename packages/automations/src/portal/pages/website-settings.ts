import { TIMINGS } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { type Difference, Sight } from "../../define/findings.ts";
import type { ChangeCall, ProbeMoment } from "../../define/flow.ts";
import { guarded } from "../guarded.ts";
import { readColour } from "../parts/colour-picker.ts";
import { formRow } from "../parts/form-row.ts";
import { landmark } from "../parts/landmark.ts";
import { readField, type Uploads, type WantedField, writeField } from "../parts/settings-field.ts";
import { SETTINGS, THEMES, WEBSITE_BLOCKS } from "../selectors-website.ts";
import type { Session } from "../session.ts";

export type WebsiteBlock = keyof typeof WEBSITE_BLOCKS;
export type Theme = keyof typeof THEMES.buttons;

/** What a block's fields should say. Fields that are not named are left alone. */
export type WantedBlock = { block: WebsiteBlock; fields: readonly WantedField[] };

/** What the portal showed of a block, by field title. */
export type BlockSeen = { shown: Record<string, string> };

/** Settings, tab Website. Each part is one change: how to see that it is so, and how to make it so. */
export type WebsiteSettings = {
  readonly address: string;
  /** Light or dark, told by the page's background. Applying one resets all colours, so it comes before them. */
  theme: (wanted: Theme) => ChangeCall<BlockSeen>;
  /** Reads every field before it touches one, writes what differs, saves once. */
  part: (wanted: WantedBlock) => ChangeCall<BlockSeen>;
};

export function websiteSettings(session: Session, restaurantPath: string): WebsiteSettings {
  const { page } = session;
  const path = `${restaurantPath}/settings`;
  const uploads: Uploads = new Map();
  /** Something was typed or sent since the page was loaded: what it shows may be only ours. */
  let isTouched = true;

  async function open(): Promise<void> {
    await session.open(path, { selector: SETTINGS.ready, what: "the settings" });
    await page.locator(SETTINGS.tabs).getByText(SETTINGS.websiteTab, { exact: true }).click();
    await landmark(header("themes"), "The website's settings");
    isTouched = false;
  }

  /** Before a send the page as it was loaded will do; afterwards only what the portal shows anew. */
  async function show({ isSent }: ProbeMoment): Promise<void> {
    const isHere = new URL(page.url()).pathname === path;
    if (isSent || isTouched || !isHere) await open();
  }

  function blockOf(block: WebsiteBlock): Locator {
    const title = page.locator(SETTINGS.blockHeader).getByText(WEBSITE_BLOCKS[block], { exact: true });
    return page.locator(SETTINGS.block).filter({ has: title });
  }

  function header(block: WebsiteBlock): Locator {
    return blockOf(block).locator(SETTINGS.blockHeader);
  }

  /** One block is open at a time; opening it again would close it. */
  async function unfold(block: WebsiteBlock): Promise<Locator> {
    const body = blockOf(block).locator(SETTINGS.blockBody);
    if ((await body.count()) === 0)
      await (await landmark(header(block), `The block “${WEBSITE_BLOCKS[block]}”`)).click();
    return await landmark(body, `The block “${WEBSITE_BLOCKS[block]}”`);
  }

  async function readBlock({ block, fields }: WantedBlock): Promise<Sight<BlockSeen>> {
    const body = await unfold(block);
    const shown: Record<string, string> = {};
    const differences: Difference[] = [];
    for (const field of fields) {
      const seen = await readField(body, field, uploads);
      shown[field.title] = seen.shown;
      if (!seen.isSame)
        differences.push({
          label: `${WEBSITE_BLOCKS[block]}: ${field.title}`,
          before: seen.shown,
          after: seen.wanted,
        });
    }
    return new Sight({ shown }, differences);
  }

  async function writeBlock({ block, fields }: WantedBlock): Promise<void> {
    const body = await unfold(block);
    isTouched = true;
    for (const field of fields) {
      if (!(await readField(body, field, uploads)).isSame) await writeField(body, field, uploads);
    }
    const save = await landmark(body.locator(SETTINGS.save), `The Save button of “${WEBSITE_BLOCKS[block]}”`);
    await answered("PUT", "/settings", () => save.click());
  }

  /** Presses, and waits for what the portal answers; what the answer means is judged by whoever looks afterwards. */
  async function answered(method: string, tail: string, press: () => Promise<void>): Promise<void> {
    const answer = page.waitForResponse(
      (response) => response.request().method() === method && new URL(response.url()).pathname.endsWith(tail),
      { timeout: TIMINGS.navigationMs },
    );
    // If pressing fails there is no answer to wait for.
    answer.catch(() => undefined);
    await press();
    await answer;
  }

  async function readTheme(): Promise<{ theme: Theme; background: string }> {
    const body = await unfold("colours");
    const background = await readColour(formRow(body, THEMES.background), THEMES.background);
    return { theme: isDark(background) ? "dark" : "light", background };
  }

  async function applyTheme(theme: Theme): Promise<void> {
    const body = await unfold("themes");
    isTouched = true;
    const button = body.getByRole("button", { name: THEMES.buttons[theme], exact: true });
    await landmark(button, THEMES.buttons[theme]);
    let question: string | undefined;
    page.once("dialog", async (dialog) => {
      question = dialog.message();
      // Any other question is not the one we know how to answer.
      await (THEMES.warning.test(question) ? dialog.accept() : dialog.dismiss());
    });
    await answered("POST", "/theme", async () => {
      await button.click();
      if (question === undefined || !THEMES.warning.test(question)) {
        throw fail("PORTAL_CHANGED", { landmark: "The question before a theme changes" });
      }
    });
  }

  return {
    address: `${session.adminUrl}${path}?tab=website`,
    theme: (wanted) => ({
      key: "theme",
      probe: (moment) =>
        guarded(session, "the website's theme", async () => {
          await show(moment);
          const { theme, background } = await readTheme();
          const differences = theme === wanted ? [] : [{ label: WEBSITE_BLOCKS.themes, before: theme, after: wanted }];
          return new Sight({ shown: { [THEMES.background]: background } }, differences);
        }),
      apply: () => guarded(session, "the website's theme", () => applyTheme(wanted)),
    }),
    part: (wanted) => ({
      key: wanted.block,
      probe: (moment) =>
        guarded(session, `the block “${WEBSITE_BLOCKS[wanted.block]}”`, async () => {
          await show(moment);
          return await readBlock(wanted);
        }),
      apply: () => guarded(session, `the block “${WEBSITE_BLOCKS[wanted.block]}”`, () => writeBlock(wanted)),
    }),
  };
}

/** Perceived brightness below half (ITU-R BT.601). */
function isDark(hex: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

import { TIMINGS } from "@pumpd/model";
import type { Locator } from "playwright-core";
import type { ProbeMoment } from "../../define/flow.ts";
import { findCard, readCardNames } from "../parts/cards.ts";
import { landmark } from "../parts/landmark.ts";
import { CARDS, MENUS } from "../selectors-menus.ts";
import type { Session } from "../session.ts";

export type MenuTab = {
  readonly address: string;
  /** Loads the page anew and goes to the tab. */
  open: () => Promise<void>;
  /** Makes sure that the tab is there and nothing lies over it. */
  show: () => Promise<void>;
  /** What the cards are called. */
  names: () => Promise<string[]>;
  /** The card of this name. After a send, the page is loaded anew before "not there" counts. */
  find: (name: string, moment: ProbeMoment) => Promise<Locator | undefined>;
  /** Saves, then waits until the page has asked for its lists again. */
  saveAndReload: (save: () => Promise<void>) => Promise<void>;
};

/** One of the two tabs of the Menus page that hold cards and an editor. */
export function menuTab(
  session: Session,
  restaurantPath: string,
  { tab, isEditorOpen }: { tab: "optionSets" | "itemTags"; isEditorOpen: () => Promise<boolean> },
): MenuTab {
  const { page } = session;
  const path = `${restaurantPath}/menus`;
  const listPath = { optionSets: "/option-sets", itemTags: "/tags" }[tab];

  async function open(): Promise<void> {
    await session.open(path, { selector: MENUS.ready, what: "the menus page" });
    await page.getByRole("button", { name: MENUS.tabs[tab], exact: true }).click();
    await landmark(page.locator(CARDS.add), `The tab “${MENUS.tabs[tab]}”`);
  }

  async function show(): Promise<void> {
    const isHere = new URL(page.url()).pathname === path && (await page.locator(CARDS.add).isVisible());
    if (!isHere || (await isEditorOpen())) await open();
  }

  return {
    address: `${session.adminUrl}${path}`,
    open,
    show,
    names: async () => {
      await show();
      return await readCardNames(page);
    },
    find: async (name, { isSent }) => {
      await show();
      const card = await findCard(page, name);
      if (card || !isSent) return card;
      await open();
      return await findCard(page, name);
    },
    saveAndReload: async (save) => {
      const reloaded = page
        .waitForResponse(
          (response) => response.request().method() === "GET" && new URL(response.url()).pathname.endsWith(listPath),
          { timeout: TIMINGS.navigationMs },
        )
        .then((response) => response.finished());
      // Without a save there is no reload to wait for; whoever looks next loads the page anew.
      reloaded.catch(() => undefined);
      await save();
      await reloaded;
    },
  };
}

import { type Candidate, candidateLine, isSameName, normaliseName } from "@pumpd/model";
import { fail } from "../../define/failed.ts";
import { guarded, looking } from "../guarded.ts";
import { landmark } from "../parts/landmark.ts";
import { DASHBOARD, SHELL } from "../selectors.ts";
import type { Ready, Session, Visit } from "../session.ts";
import { lookAtCreateDialog, type NewRestaurant, openCreateDialog } from "./create-dialog.ts";
import { arriveAtRestaurant, openRestaurant, type Restaurant } from "./restaurant.ts";

/** What makes a restaurant ours before its id is known: the exact name *and* a second fact, or a person's word which one. */
export type Identity = { name: string; subdomain: string; address?: string; upstreamId?: string };

export type Dashboard = {
  /**
   * The id of the one restaurant with this name and store address, or undefined. A name alone is never ours. Throws
   * AMBIGUOUS_MATCH for several, and for one with this name and street address under another store address;
   * TARGET_NOT_FOUND when a person chose one by its id and none of this name has it.
   */
  find: (identity: Identity) => Promise<string | undefined>;
  /** Fills the create dialog, reads every field back and presses Create. Throws with the portal's own words if it refuses. */
  create: (restaurant: NewRestaurant) => Promise<void>;
  /** Opens the create dialog, checks that every row we fill is there, and fills nothing. Throws PORTAL_CHANGED. */
  lookAtCreateDialog: () => Promise<void>;
  /** The target lock: pages that change a restaurant exist only behind it. Throws TARGET_NOT_FOUND or TARGET_MISMATCH. */
  enter: (upstreamId: string, secondFact?: { subdomain: string }) => Promise<Restaurant>;
};

const PATH = "/restaurants";

export function openDashboard(session: Session): Dashboard {
  const { page } = session;
  const add = page.getByRole("button", { name: DASHBOARD.add });

  /** The button that adds one is drawn with the list, or in place of it. */
  async function open(): Promise<Visit> {
    return await session.open(PATH, ready);
  }

  const ready: Ready = {
    selector: SHELL.app,
    what: "the list of restaurants",
    later: { isDrawn: async () => (await add.count()) > 0, landmark: "The button that adds a restaurant" },
  };

  /** How many rows have this name. "None" counts only from a list that is still there and was loaded without trouble. */
  async function countNamed(name: string): Promise<number> {
    const visit = await open();
    const names = await page.locator(DASHBOARD.row).locator(DASHBOARD.rowName).allInnerTexts();
    await session.check(visit);
    return names.filter((listed) => isSameName(listed, name)).length;
  }

  /** Visits the k-th row of that name and says who it is. The list may move between reading and clicking: what we see then counts. */
  async function visitCandidate(name: string, k: number): Promise<Candidate> {
    const rows = page.locator(DASHBOARD.row);
    const names = await rows.locator(DASHBOARD.rowName).allInnerTexts();
    const index = names.flatMap((listed, at) => (isSameName(listed, name) ? [at] : []))[k];
    if (index === undefined) throw fail("PORTAL_SLOW", { what: "a list of restaurants that stays as it is" });
    const manage = rows.nth(index).getByRole("button", { name: DASHBOARD.manage, exact: true });
    await (await landmark(manage, `The button “${DASHBOARD.manage}”`)).click();
    const restaurant = await arriveAtRestaurant(session);
    const { subdomain, address, name: itsName } = await restaurant.facts();
    return { upstreamId: restaurant.upstreamId, name: itsName, subdomain, address };
  }

  async function find(identity: Identity): Promise<string | undefined> {
    const count = await countNamed(identity.name);
    const candidates = new Map<string, Candidate>();
    for (let k = 0; k < count; k += 1) {
      if (k > 0) await open();
      const candidate = await visitCandidate(identity.name, k);
      if (isSameName(candidate.name, identity.name)) candidates.set(candidate.upstreamId, candidate);
    }
    return decide(identity, [...candidates.values()]);
  }

  return {
    find: (identity) => looking(session, "the list of restaurants", () => find(identity)),
    create: (restaurant) =>
      guarded(session, "the create dialog", async () => {
        const dialog = await openCreateDialog(session, { open, add }, restaurant);
        await dialog.submit();
      }),
    lookAtCreateDialog: () => looking(session, "the create dialog", () => lookAtCreateDialog(session, { open, add })),
    enter: (upstreamId, secondFact) =>
      guarded(session, "the restaurant's settings", () => openRestaurant(session, upstreamId, secondFact)),
  };
}

/** Pure, so that the identity rule is one table of cases. */
export function decide(identity: Identity, sameName: readonly Candidate[]): string | undefined {
  if (identity.upstreamId !== undefined) {
    if (sameName.some(({ upstreamId }) => upstreamId === identity.upstreamId)) return identity.upstreamId;
    throw fail("TARGET_NOT_FOUND", { upstreamId: identity.upstreamId, name: identity.name });
  }
  const sameStore = sameName.filter(({ subdomain }) => normaliseName(subdomain) === normaliseName(identity.subdomain));
  const [match, ...others] = sameStore;
  if (match && others.length === 0) return match.upstreamId;
  const address = identity.address === undefined ? undefined : normaliseName(identity.address);
  const doubtful = match
    ? sameStore
    : sameName.filter((one) => address !== undefined && normaliseName(one.address) === address);
  if (doubtful.length === 0) return undefined;
  throw fail("AMBIGUOUS_MATCH", {
    name: identity.name,
    candidates: doubtful.map(candidateLine),
  });
}

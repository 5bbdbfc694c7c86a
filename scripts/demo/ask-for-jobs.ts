import { withScope } from "@pumpd/db";
import { cancelJob, enqueueJob } from "@pumpd/domain/jobs";
import type { MadeOrganisation, Make } from "./make.ts";
import type { RestaurantKey } from "./restaurants.ts";

/**
 * The demo's history before anybody pressed anything: asked for here, run by the worker. What comes of each is the
 * portal's doing (see `portal-accounts.ts`), not a row we wrote.
 */
const FIRST_JOBS: readonly RestaurantKey[] = [
  "wetaAndVine", // at the portal already: completed, nothing changed
  "harbourNoodles", // the same
  "sisters", // its store address is taken: failed, nothing created
  "laBora", // the portal refuses the password: needs review, the account is held
  "lateTui", // the same account: waits
];
const STOPPED: RestaurantKey = "pohutukawaPoint";

type AskForJobs = MadeOrganisation & { idOf: (key: RestaurantKey) => string };

export async function askForJobs({ db }: Make, { scope, by, idOf }: AskForJobs): Promise<void> {
  await withScope(db, scope, async (tx) => {
    const ask = (key: RestaurantKey) =>
      // Behind whatever a person asks for.
      enqueueJob(tx, { by, type: "register_restaurant", restaurantId: idOf(key), priority: "bulk" });
    for (const key of FIRST_JOBS) await ask(key);
    const { jobId } = await ask(STOPPED);
    await cancelJob(tx, { id: jobId, by });
  });
}

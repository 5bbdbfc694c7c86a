import { accountsRouter } from "./routers/accounts.ts";
import { apiKeysRouter } from "./routers/api-keys.ts";
import { jobsRouter } from "./routers/jobs.ts";
import { machineryRouter } from "./routers/machinery.ts";
import { meRouter } from "./routers/me.ts";
import { peopleRouter } from "./routers/people.ts";
import { restaurantsRouter } from "./routers/restaurants.ts";
import { t } from "./trpc.ts";

export const appRouter = t.router({
  me: meRouter,
  jobs: jobsRouter,
  restaurants: restaurantsRouter,
  accounts: accountsRouter,
  apiKeys: apiKeysRouter,
  people: peopleRouter,
  machinery: machineryRouter,
});
export type AppRouter = typeof appRouter;

/** For pages that render on the server: `createCaller(createContext(services, headers)).jobs.list(…)`. Queries only. */
export const createCaller = t.createCallerFactory(appRouter);

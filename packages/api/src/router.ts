import { accountsRouter } from "./routers/accounts.ts";
import { alertsRouter } from "./routers/alerts.ts";
import { apiKeysRouter } from "./routers/api-keys.ts";
import { auditRouter } from "./routers/audit.ts";
import { bulkRouter } from "./routers/bulk.ts";
import { holdsRouter } from "./routers/holds.ts";
import { invitationsRouter } from "./routers/invitations.ts";
import { jobsRouter } from "./routers/jobs.ts";
import { machineryRouter } from "./routers/machinery.ts";
import { meRouter } from "./routers/me.ts";
import { noticesRouter } from "./routers/notices.ts";
import { organisationRouter } from "./routers/organisation.ts";
import { peopleRouter } from "./routers/people.ts";
import { restaurantsRouter } from "./routers/restaurants.ts";
import { viewsRouter } from "./routers/views.ts";
import { webhooksRouter } from "./routers/webhooks.ts";
import { t } from "./trpc.ts";

export const appRouter = t.router({
  me: meRouter,
  jobs: jobsRouter,
  bulk: bulkRouter,
  views: viewsRouter,
  notices: noticesRouter,
  holds: holdsRouter,
  alerts: alertsRouter,
  restaurants: restaurantsRouter,
  accounts: accountsRouter,
  apiKeys: apiKeysRouter,
  webhooks: webhooksRouter,
  organisation: organisationRouter,
  people: peopleRouter,
  invitations: invitationsRouter,
  audit: auditRouter,
  machinery: machineryRouter,
});
export type AppRouter = typeof appRouter;

/** For pages that render on the server: `createCaller(createContext(services, headers)).jobs.list(…)`. Queries only. */
export const createCaller = t.createCallerFactory(appRouter);

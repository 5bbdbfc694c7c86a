import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "./context.ts";
import { readLimitedBody } from "./limited-body.ts";
import { appRouter } from "./router.ts";
import type { ApiServices } from "./services.ts";

export const TRPC_ENDPOINT = "/api/trpc";
const MAX_BATCH = 10;

/** Serves `/api/trpc/*`. Every answer belongs to one person and is stored nowhere on the way. */
export async function handleTrpc(services: ApiServices, request: Request): Promise<Response> {
  const limited = await readLimitedBody(request);
  if (!limited) return Response.json({ message: "This request is larger than 1 MB." }, { status: 413 });
  return fetchRequestHandler({
    endpoint: TRPC_ENDPOINT,
    req: limited,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    // A question may come as POST when it is too long for an address; a change never comes as GET.
    allowMethodOverride: true,
    createContext: () => createContext(services, request.headers),
    responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
  });
}

import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "./context.ts";
import { readLimitedBody } from "./limited-body.ts";
import { appRouter } from "./router.ts";
import type { ApiServices } from "./services.ts";

export const TRPC_ENDPOINT = "/api/trpc";
const MAX_BATCH = 10;
const MAX_BODY_BYTES = 1_048_576;

/** Serves `/api/trpc/*`. Every answer belongs to one person and is stored nowhere on the way. */
export async function handleTrpc(request: Request, services: ApiServices): Promise<Response> {
  const limited = await readLimitedBody(request, MAX_BODY_BYTES);
  if (!limited) return Response.json({ message: "This request is larger than 1 MB." }, { status: 413 });
  return fetchRequestHandler({
    endpoint: TRPC_ENDPOINT,
    req: limited,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: () => createContext(services, request.headers),
    responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
  });
}

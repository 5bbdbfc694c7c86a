import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "@/lib/problem";

const TRIES = 2;
const LOOK_AGAIN_MS = 8_000;
const isUnanswered = (error: unknown) => error !== null && problemOf(error).kind === "no_answer";

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server just prefetched is not asked for again by the browser a moment later.
        staleTime: 10_000,
        refetchOnWindowFocus: "always",
        // A page that could not be loaded recovers by itself. This is no polling: it ends with the first answer.
        refetchInterval: (query) =>
          query.state.data === undefined && isUnanswered(query.state.error) ? LOOK_AGAIN_MS : false,
        // Never on the server: the page is drawn at once and the browser tries again.
        retry: (count, error) => typeof window !== "undefined" && isUnanswered(error) && count < TRIES,
        retryDelay: (count) => Math.min(8_000, 1_000 * 2 ** count),
      },
      mutations: { retry: false },
    },
  });
}

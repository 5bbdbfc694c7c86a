"use client";
import type { AppRouter } from "@pumpd/api/types";
import { QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import { type ReactNode, useState } from "react";
import { makeQueryClient } from "./query-client";

export const trpc = createTRPCReact<AppRouter>();

const MOST_IN_ONE_REQUEST = 10;
const URL_OF_PROCEDURES = "/api/trpc";

/** A question that carries a whole form is longer than an address may be. */
const isLong = (path: string) => path === "jobs.prepare";

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(() =>
    trpc.createClient({
      links: [
        splitLink({
          condition: ({ path }) => isLong(path),
          true: httpLink({ url: URL_OF_PROCEDURES, methodOverride: "POST" }),
          false: httpBatchLink({ url: URL_OF_PROCEDURES, maxItems: MOST_IN_ONE_REQUEST }),
        }),
      ],
    }),
  );
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}

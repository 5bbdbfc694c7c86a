import "server-only";
import { type AppRouter, createCaller, createContext } from "@pumpd/api";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { headers } from "next/headers";
import { cache } from "react";
import { services } from "../server";
import { makeQueryClient } from "./query-client";

/** One cache and one context per request: a page asks the procedures themselves, not its own HTTP. */
const getQueryClient = cache(makeQueryClient);
const context = cache(async () => createContext(await services(), await headers()));

export const caller = createCaller(context);

/**
 * `await trpc.x.y.prefetch()` in a page, `<HydrateClient>` around what reads it. Awaited, so that the first HTML has
 * the rows; a prefetch that fails is swallowed and asked for again by the browser, which shows the fourth face.
 */
export const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(caller, getQueryClient);

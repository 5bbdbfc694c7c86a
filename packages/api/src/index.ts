export { type Context, createContext } from "./context.ts";
export type * from "./contract.ts";
export { type AppCode, type ErrorAnswer, toErrorAnswer } from "./error-answer.ts";
export { handleTrpc, TRPC_ENDPOINT } from "./handle-trpc.ts";
export { type AppRouter, appRouter, createCaller } from "./router.ts";
export { type ApiServices, type ApiSettings, createServices, type ErrorReport } from "./services.ts";

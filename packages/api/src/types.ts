/** Types for the browser: nothing here survives compilation. */
export type { AppRouter } from "./index.ts";
export type * from "./contract.ts";

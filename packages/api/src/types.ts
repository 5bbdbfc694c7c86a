/** Types for the browser: nothing here survives compilation. */

export type * from "./contract.ts";
export type { AppRouter } from "./index.ts";

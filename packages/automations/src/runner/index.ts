export type { BrowserSettings } from "./browser.ts";
export { CHANGE_TIMINGS, type ChangeTimings } from "./change.ts";
export { CRASHPOINTS, type Crashpoint } from "./crashpoints.ts";
export * from "./ports.ts";
export { type Reaped, reapLeftovers } from "./reap-leftovers.ts";
export { type Evidence, type RunOptions, type RunReport, runFlow } from "./run.ts";
export type { StopReason } from "./run-stop.ts";

export { isDebug, isHeadless, isProduction, readEnv, type WorkerEnv } from "./env.ts";
export { createLog, type Log } from "./log.ts";
export { parsePortalHosts } from "./portal-hosts.ts";
export { runAsProcess } from "./run-as-process.ts";
export type { AttemptRun, RunJob, RunReport } from "./run-attempt.ts";
export { findBrowser, runInBrowser } from "./run-in-browser.ts";
export { type RunningWorker, startWorker, type WorkerOptions } from "./worker.ts";

/**
 * Places where a test may kill, stop or partition the worker. The list is the code: `ports.onCrashpoint` can be called
 * with nothing else, so a chaos run enumerates `CRASHPOINTS` and misses none. Outside tests nobody listens.
 */
export const CRASHPOINTS = [
  "before-probe",
  "after-probe",
  "before-intent",
  "after-intent",
  "while-held",
  "after-sent",
  "after-continue",
  "after-apply",
  "before-observed",
  "after-observed",
  "before-finish",
] as const;
export type Crashpoint = (typeof CRASHPOINTS)[number];

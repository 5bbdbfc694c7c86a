export * from "./alerts.ts";
export * from "./archive.ts";
export * from "./auth.ts";
export * from "./doors.ts";
export * from "./jobs.ts";
export * from "./lists.ts";
export * from "./operations.ts";
export * from "./tenants.ts";

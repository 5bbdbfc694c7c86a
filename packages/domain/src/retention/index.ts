export * from "./list-archived-jobs.ts";
export * from "./retain.ts";

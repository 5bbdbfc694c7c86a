export * from "./drain-worker.ts";
export * from "./list-workers.ts";
export * from "./register-worker.ts";

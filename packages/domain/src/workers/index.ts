export * from "./list-workers.ts";
export * from "./register-worker.ts";

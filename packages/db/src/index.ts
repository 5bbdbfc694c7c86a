export * from "./client.ts";
export * from "./queue.ts";
export * as tables from "./schema/index.ts";

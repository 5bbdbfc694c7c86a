export * from "./client.ts";
export { endWhenUnanswered, isPlainConnection } from "./end-when-unanswered.ts";
export * from "./queue.ts";
export * as tables from "./schema/index.ts";

export * from "./advance-bulk-actions.ts";
export * from "./list-bulk-actions.ts";
export * from "./start-bulk-action.ts";
export * from "./stop-bulk-action.ts";

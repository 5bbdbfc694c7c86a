export * from "./ask-for-export.ts";
export * from "./delete-organisation.ts";
export * from "./erase-deleted.ts";
export * from "./list-exports.ts";
export * from "./make-exports.ts";
export * from "./open-export.ts";
export * from "./read-limits.ts";

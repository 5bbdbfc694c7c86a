export * from "./list-audit.ts";
export * from "./write-audit.ts";

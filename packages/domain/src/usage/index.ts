export * from "./list-usage.ts";

export * from "./by.ts";
export * from "./errors.ts";

export * from "./automation.ts";
export * from "./commits.ts";
export * from "./failed.ts";
export * from "./flow.ts";
export * from "./item-result-rows.ts";
export * from "./steps.ts";
export * from "./stored-file.ts";
export * from "./target.ts";

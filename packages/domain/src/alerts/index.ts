export * from "./channels.ts";
export * from "./evaluate-alerts.ts";
export * from "./judge-alerts.ts";
export * from "./list-alerts.ts";
export * from "./messages.ts";
export * from "./rules.ts";

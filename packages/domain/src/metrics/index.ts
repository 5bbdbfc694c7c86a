export * from "./metric-list.ts";
export * from "./metrics.ts";
export * from "./read-performance.ts";
export * from "./read-queue-metrics.ts";

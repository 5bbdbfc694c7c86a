export * from "./read-machinery.ts";

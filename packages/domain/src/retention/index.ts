export * from "./retain.ts";

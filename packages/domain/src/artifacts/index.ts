export * from "./artifact-store.ts";
export * from "./find-live-picture.ts";
export * from "./read-artifact.ts";
export * from "./save-artifact.ts";

export * from "./artifact-store.ts";
export { tooLarge } from "./check-upload.ts";
export * from "./find-live-picture.ts";
export * from "./list-uploads.ts";
export * from "./open-artifact-store.ts";
export * from "./read-artifact.ts";
export * from "./save-artifact.ts";
export * from "./store-upload.ts";

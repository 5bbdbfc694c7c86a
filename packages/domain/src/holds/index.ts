export * from "./find-hold.ts";
export * from "./hold-account.ts";
export * from "./release-account-hold.ts";

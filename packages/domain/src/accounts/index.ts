export { type AccountRow, findAccount, listAccounts } from "./account-row.ts";
export * from "./create-account.ts";
export * from "./link-account.ts";
export * from "./set-password.ts";

/** The half of the vault that anybody may hold: sealing. Opening stands apart in `open-portal-password.ts`. */
export { publicKeySchema, type SealingKey } from "./key-files.ts";
export { readSealingKey } from "./read-sealing-key.ts";
export { type SealTo, sealPassword } from "./seal-password.ts";
export type { SealedFor } from "./suite.ts";

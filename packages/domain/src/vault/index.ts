/** The half of the vault that anybody may hold: sealing. Opening stands apart in `open-sealed.ts`. */
export { isDevelopmentKey, publicKeySchema, type SealingKey } from "./key-files.ts";
export { readSealingKey } from "./read-sealing-key.ts";
export { type SealTo, sealSecret } from "./seal-secret.ts";
export type { AccountSeal, SealedFor, WebhookSeal } from "./suite.ts";

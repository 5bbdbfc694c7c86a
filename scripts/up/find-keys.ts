import { join } from "node:path";
import { ensureDevelopmentKeys } from "@pumpd/domain/vault/keys";
import type { ScriptsEnv } from "../env.ts";

export type Keys = { publicKeyFile: string; privateKeysDir: string };

/** The two halves of the vault. A demo makes its own; production has to bring them. */
export async function findKeys(env: ScriptsEnv): Promise<Keys> {
  if (env.SEALING_KEY_FILE && env.PRIVATE_KEYS_DIR)
    return { publicKeyFile: env.SEALING_KEY_FILE, privateKeysDir: env.PRIVATE_KEYS_DIR };
  if (env.APP_ENV === "production")
    throw new Error("APP_ENV=production makes no keys of its own: set SEALING_KEY_FILE and PRIVATE_KEYS_DIR.");
  const { publicKeyFile, privateKeysDir } = await ensureDevelopmentKeys(join(env.DATA_DIR, "keys"));
  return { publicKeyFile, privateKeysDir };
}

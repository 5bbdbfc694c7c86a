import { readFile } from "node:fs/promises";
import { publicKeySchema, type SealingKey } from "./key-files.ts";

/** Reads the public key file that web is given. Throws a sentence for whoever starts the server. */
export async function readSealingKey(file: string): Promise<SealingKey> {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new Error(`The public key for portal passwords is not readable at ${file}.`, { cause });
  });
  const parsed = publicKeySchema.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`${file} holds no public key for portal passwords.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

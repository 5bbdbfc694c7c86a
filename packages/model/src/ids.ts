import { z } from "zod";

export const uuidSchema = z.uuid();

/** The portal's restaurant id: `RES` and a nanoid. Compared exactly, read case-insensitively (portal pages, grade A). */
export const upstreamIdSchema = z.string().regex(/^RES[A-Za-z0-9_-]+$/);

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U, so it can be read out on the phone
const SHORT_ID_LENGTH = 5;

/** `J-7K2MQ`: what people say to each other. Unique per organisation; the database refuses a clash and the caller draws again. */
export function newShortId(random: (byteCount: number) => Uint8Array): string {
  const characters = Array.from(random(SHORT_ID_LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return `J-${characters.join("")}`;
}

export const shortIdSchema = z.string().regex(/^J-[0-9A-HJKMNP-TV-Z]{4,8}$/);

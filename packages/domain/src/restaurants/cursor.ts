import { z } from "zod";
import { invalidInput } from "../errors.ts";

const cursorSchema = z.tuple([z.string(), z.uuid()]);

/** Where a page ended: the last row's (name key, id). */
export function toCursor(nameKey: string, id: string): string {
  return Buffer.from(JSON.stringify([nameKey, id])).toString("base64url");
}

export function fromCursor(cursor: string): { nameKey: string; id: string } {
  try {
    const [nameKey, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { nameKey, id };
  } catch {
    throw invalidInput({ cursor: "This page address is not one of ours." });
  }
}

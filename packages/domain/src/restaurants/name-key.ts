import { normaliseName } from "@pumpd/model";

/** For search and order: lower case without marks, so that "mahina" finds Māhina. */
export function nameKey(name: string): string {
  return normaliseName(name).normalize("NFD").replace(/\p{M}/gu, "");
}

/** A search word as the inside of a LIKE pattern: what people type is never a wildcard. */
export function likePattern(text: string): string {
  return `%${nameKey(text).replace(/[\\%_]/g, "\\$&")}%`;
}

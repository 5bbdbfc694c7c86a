import { createHash } from "node:crypto";

const longestShown = 200;

/** Which values differ, before and after, for the journal. Long ones as length and hash: enough to tell them apart. */
export function changesBetween(before: object, after: object): Record<string, { from: unknown; to: unknown }> {
  const from = new Map(Object.entries(before));
  const to = new Map(Object.entries(after));
  const keys = new Set([...from.keys(), ...to.keys()]);
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const key of keys) {
    if (JSON.stringify(from.get(key)) === JSON.stringify(to.get(key))) continue;
    changed[key] = { from: shown(from.get(key)), to: shown(to.get(key)) };
  }
  return changed;
}

function shown(value: unknown): unknown {
  const text = JSON.stringify(value) ?? "";
  if (text.length <= longestShown) return value;
  return {
    length: typeof value === "string" ? value.length : text.length,
    sha256: createHash("sha256").update(text).digest("hex"),
  };
}

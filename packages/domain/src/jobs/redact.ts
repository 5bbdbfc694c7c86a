/** Takes the live secrets of a run out of a text, in every form they are likely to travel in. */
export type Redact = (text: string) => string;

const MASK = "[hidden]";
/** Shorter ones would hide half of every sentence, and no portal accepts them. */
const MIN_LENGTH = 4;

/** Forms: exact, URL-encoded, form-encoded, JSON-escaped once and twice, base64 and base64url at any offset in a longer text. */
export function makeRedact(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= MIN_LENGTH).flatMap(formsOf))]
    .filter((form) => form.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(forms.map(escapePattern).join("|"), "g");
  return (text) => text.replace(pattern, MASK);
}

/** The same for everything inside a plain value; keys too. */
export function redactValue<T>(value: T, redact: Redact): T {
  return walk(value, redact) as T;
}

function walk(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), walk(inner, redact)]));
}

function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const base64 = base64Forms(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    encoded,
    encoded.toLowerCase(),
    encodeURI(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    inJson,
    escapeUnicode(inJson),
    // A body that was logged as a field of something else.
    JSON.stringify(inJson).slice(1, -1),
    ...base64,
    ...base64.map((form) => form.replace(/\+/g, "-").replace(/\//g, "_")),
  ];
}

/** Base64 of a longer text holds the secret in one of three alignments; only the characters it alone decides are matched. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    return text.slice(start, end);
  });
}

function escapeUnicode(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

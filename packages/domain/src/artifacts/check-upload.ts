import { hasErrors, readMenuCsv } from "@pumpd/automations/menu-csv";
import { IMAGE_PIXELS, type IMAGE_TYPES, UPLOAD_BYTES, type UploadKind } from "@pumpd/model";
import { invalidInput } from "../errors.ts";

export type CheckedUpload = { bytes: Uint8Array; contentType: string };

/**
 * Looks at what a file holds, never at its name. A picture comes back re-encoded: nothing that was hidden in it or behind
 * it is kept. Throws INVALID_INPUT with a sentence per place.
 */
export async function checkUpload(kind: UploadKind, bytes: Uint8Array): Promise<CheckedUpload> {
  if (bytes.byteLength === 0) throw invalidInput({ file: "The file is empty." });
  if (bytes.byteLength > UPLOAD_BYTES[kind]) throw invalidInput({ file: tooLarge(kind) });
  switch (kind) {
    case "csv":
      return checkMenu(bytes);
    case "image":
      return checkImage(bytes);
    case "code":
      return checkCode(bytes);
  }
}

export function tooLarge(kind: UploadKind): string {
  const kib = UPLOAD_BYTES[kind] / 1024;
  return `The file is larger than ${kib >= 1024 ? `${kib / 1024} MB` : `${kib} KB`}.`;
}

function checkMenu(bytes: Uint8Array): CheckedUpload {
  const menu = readMenuCsv(bytes);
  if (hasErrors(menu)) {
    const errors = menu.problems.filter(({ level }) => level === "error");
    throw invalidInput(Object.fromEntries(errors.map(({ row, reason }) => [`row ${row}`, `Row ${row}: ${reason}`])));
  }
  return { bytes, contentType: "text/csv" };
}

const SIGNATURES: readonly { type: (typeof IMAGE_TYPES)[number]; at: number; starts: readonly number[] }[] = [
  { type: "image/png", at: 0, starts: [0x89, 0x50, 0x4e, 0x47] },
  { type: "image/jpeg", at: 0, starts: [0xff, 0xd8, 0xff] },
  { type: "image/webp", at: 8, starts: [0x57, 0x45, 0x42, 0x50] },
];
const FORMATS = { "image/png": "png", "image/jpeg": "jpeg", "image/webp": "webp" } as const;

async function checkImage(bytes: Uint8Array): Promise<CheckedUpload> {
  const type = SIGNATURES.find(({ at, starts }) => starts.every((byte, index) => bytes[at + index] === byte))?.type;
  if (!type) throw invalidInput({ file: "This is not a PNG, JPEG or WebP picture." });
  // Loaded at the first picture: whoever stores none does not carry the decoder.
  const { default: sharp } = await import("sharp");
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(unreadable);
  if (width * height > IMAGE_PIXELS)
    throw invalidInput({ file: `The picture has ${width} × ${height} points; at most 25 million are taken.` });
  const encoded = await sharp(bytes, { limitInputPixels: IMAGE_PIXELS })
    .autoOrient()
    .toFormat(FORMATS[type])
    .toBuffer()
    .catch(unreadable);
  return { bytes: encoded, contentType: type };
}

function unreadable(cause: unknown): never {
  throw Object.assign(invalidInput({ file: "The picture cannot be read. Save it again and choose that file." }), {
    cause,
  });
}

function checkCode(bytes: Uint8Array): CheckedUpload {
  try {
    if (new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\0")) throw new TypeError("a NUL");
  } catch {
    throw invalidInput({ file: "This is not a text in UTF-8." });
  }
  return { bytes, contentType: "text/plain" };
}

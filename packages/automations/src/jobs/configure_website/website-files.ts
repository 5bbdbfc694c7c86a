import { createHash } from "node:crypto";
import { fail, type JobFiles, type StoredFile } from "../../define/index.ts";
import type { ImageFile } from "../../portal/parts/image-field.ts";
import type { ConfigureWebsiteInput } from "./definition.ts";
import type { WebsiteFiles } from "./wanted-blocks.ts";

const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** Pictures by their first bytes: a name says nothing. No SVG, which is a program. */
const IMAGE_KINDS = [
  { type: "image/png", ending: "png", starts: [0x89, 0x50, 0x4e, 0x47] },
  { type: "image/jpeg", ending: "jpg", starts: [0xff, 0xd8, 0xff] },
  { type: "image/gif", ending: "gif", starts: [0x47, 0x49, 0x46, 0x38] },
  { type: "image/webp", ending: "webp", starts: [0x52, 0x49, 0x46, 0x46] },
  { type: "image/x-icon", ending: "ico", starts: [0x00, 0x00, 0x01, 0x00] },
] as const;

/** Everything a request refers to, read once and checked against its hash before the portal is opened. */
export async function readWebsiteFiles(input: ConfigureWebsiteInput, files: JobFiles): Promise<WebsiteFiles> {
  const bytes = (file: StoredFile | undefined) => (file ? checkedBytes(file, files) : undefined);
  const image = async (file: StoredFile | undefined, name: string) => {
    const read = await bytes(file);
    return read && file ? asImage(read, { name, fileName: file.fileName }) : undefined;
  };
  const code = async (file: StoredFile | undefined) => {
    const read = await bytes(file);
    return read && file ? asText(read, file.fileName) : undefined;
  };
  return {
    logo: await image(input.logo, "logo"),
    favicon: await image(input.favicon, "favicon"),
    headerBackground: await image(input.header?.background, "header"),
    headerLogo: await image(input.header?.logo, "header-logo"),
    headCode: await code(input.headCode),
    bodyCode: await code(input.bodyCode),
  };
}

async function checkedBytes(file: StoredFile, files: JobFiles): Promise<Uint8Array> {
  const bytes = await files.read(file.artifactId);
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256)
    throw fail("FILE_CHANGED", { file: file.fileName });
  return bytes;
}

function asImage(bytes: Uint8Array, { name, fileName }: { name: string; fileName: string }): ImageFile {
  const kind = IMAGE_KINDS.find(({ starts }) => starts.every((byte, at) => bytes[at] === byte));
  if (!kind)
    throw fail("UPLOAD_REFUSED", { file: fileName, message: "It is not a PNG, JPEG, GIF, WebP or ICO picture." });
  if (bytes.length > MAX_IMAGE_BYTES)
    throw fail("UPLOAD_REFUSED", { file: fileName, message: "It is larger than 5 MB." });
  return { name: `${name}.${kind.ending}`, type: kind.type, bytes };
}

function asText(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fail("UPLOAD_REFUSED", { file: fileName, message: "It is not UTF-8 text." });
  }
}

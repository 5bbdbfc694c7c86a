import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fail, type JobFiles, type StoredFile } from "@pumpd/automations/define";

export type FlowRequest = { input: unknown; files: JobFiles };

/**
 * The input of a flow from a JSON file. `{ "path": "menu.csv" }` anywhere in it, from where the file lies, becomes the stored
 * file that the flow's input wants.
 */
export function readRequest(file: string): FlowRequest {
  const byId = new Map<string, Uint8Array>();
  const input: unknown = JSON.parse(readFileSync(file, "utf8"), (_, value: unknown) => {
    if (!isPath(value)) return value;
    const { bytes, ...stored } = store(resolve(dirname(file), value.path));
    byId.set(stored.artifactId, bytes);
    return { ...stored, bytes: bytes.length } satisfies StoredFile;
  });
  return {
    input,
    files: {
      read: async (id) => {
        const bytes = byId.get(id);
        if (!bytes) throw fail("FILE_MISSING", { file: id });
        return bytes;
      },
    },
  };
}

function isPath(value: unknown): value is { path: string } {
  return typeof value === "object" && value !== null && "path" in value && typeof value.path === "string";
}

function store(path: string) {
  const bytes = readFileSync(path);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const id = `${sha256.slice(0, 8)}-${sha256.slice(8, 12)}-4${sha256.slice(13, 16)}-8${sha256.slice(17, 20)}-${sha256.slice(20, 32)}`;
  return { artifactId: id, fileName: basename(path), sha256, bytes };
}

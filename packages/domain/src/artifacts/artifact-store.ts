import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Readable } from "node:stream";

/** Where the bytes of pictures and uploads live. Keys are made by us and never by a person. */
export type ArtifactStore = {
  /** Whole or not at all: a reader never sees half a file. Throws when the directory cannot be written. */
  write: (key: string, bytes: Uint8Array) => Promise<void>;
  /** undefined when there is no such file */
  read: (key: string) => Promise<Uint8Array | undefined>;
  remove: (key: string) => Promise<void>;
  /** The same as `write` for what is too large for memory. */
  writeFrom: (key: string, source: Readable) => Promise<void>;
  /** undefined when there is no such file */
  readStream: (key: string) => Promise<Readable | undefined>;
  /** Everything below a folder: `<organisation>`. Safe to repeat. */
  removeFolder: (folder: string) => Promise<void>;
};

/** @param directory `ARTIFACTS_DIR`; made when it is first written to */
export function fileStore(directory: string): ArtifactStore {
  const root = resolve(directory);
  const fileOf = (key: string) => {
    const file = resolve(join(root, key));
    const inside = relative(root, file);
    if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`))
      throw new Error("an artifact key left its directory");
    return file;
  };
  return {
    write: (key, bytes) => put(fileOf(key), bytes),
    writeFrom: (key, source) => put(fileOf(key), source),
    read: async (key) => {
      try {
        return await readFile(fileOf(key));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    readStream: async (key) => {
      try {
        const handle = await open(fileOf(key));
        return handle.createReadStream();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    remove: (key) => rm(fileOf(key), { force: true }),
    removeFolder: (folder) => rm(fileOf(folder), { recursive: true, force: true }),
  };
}

async function put(file: string, content: Uint8Array | Readable): Promise<void> {
  const half = `${file}.${randomBytes(6).toString("hex")}.half`;
  await mkdir(dirname(file), { recursive: true, mode: 0o750 });
  const handle = await open(half, "wx", 0o640);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(half, file);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Bytes of uploaded files, by id. The journal keeps what they are called. */
export class FileShelf {
  readonly #dir: string;
  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }
  put(id: string, bytes: Buffer): void {
    writeFileSync(join(this.#dir, id), bytes);
  }
  find(id: string): Buffer | undefined {
    const path = join(this.#dir, id);
    return /^[0-9a-f-]{36}$/.test(id) && existsSync(path) ? readFileSync(path) : undefined;
  }
  clear(): void {
    rmSync(this.#dir, { recursive: true, force: true });
    mkdirSync(this.#dir, { recursive: true });
  }
}

export type LogLevel = "debug" | "info" | "warn" | "error";
export type NewLine = { level: LogLevel; step: string | null; text: string };

/** One attempt may write so much; a page that prints in a loop must not fill the disk. */
export const MAX_LOG_BYTES = 1_000_000;
const MAX_LINE = 8_000;

/** Collects the lines of one attempt until they are taken, bounded, with a mark where it stops. */
export class LineBook {
  #lines: NewLine[] = [];
  #bytes = 0;
  #isFull = false;

  /** False when the book is full and the line is dropped. */
  add(line: NewLine): boolean {
    if (this.#isFull) return false;
    const text = line.text.length > MAX_LINE ? `${line.text.slice(0, MAX_LINE)} … (line truncated)` : line.text;
    this.#bytes += Buffer.byteLength(text);
    this.#isFull = this.#bytes > MAX_LOG_BYTES;
    this.#lines.push(
      this.#isFull
        ? { level: "warn", step: line.step, text: "(log truncated: this attempt has written 1 MB)" }
        : { ...line, text },
    );
    return true;
  }

  take(): NewLine[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readProcess } from "@pumpd/db/embedded";
import { z } from "zod";
import { readJson, writePrivateJson } from "./private-file.ts";

const mark = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const schema = z.object({ up: mark, children: z.record(z.string(), mark) });
type Mark = z.infer<typeof mark>;
type Run = z.infer<typeof schema>;

const patienceMs = 10_000;
const tickMs = 50;

/**
 * Who runs from a data directory. Pids with start times: only what is provably the process written down here is ever
 * signalled, never a stranger that got its number.
 */
export class RunFile {
  readonly #file: string;
  #run: Run;

  constructor(dataDir: string) {
    this.#file = join(dataDir, "run.json");
    this.#run = { up: markOf(process.pid), children: {} };
  }

  /** Takes the data directory over: refuses while another start is alive, ends what a killed one left behind. */
  async claim(): Promise<{ leftovers: string[] }> {
    const known = schema.safeParse(readJson(this.#file));
    if (known.success && isSame(known.data.up) && known.data.up.pid !== process.pid)
      throw new Error(
        `Pumpd already runs from this data directory (process ${known.data.up.pid}). Stop it first, or set DATA_DIR.`,
      );
    const left = known.success ? Object.entries(known.data.children).filter(([, child]) => isSame(child)) : [];
    await Promise.all(left.map(([, child]) => end(child)));
    this.#write();
    return { leftovers: left.map(([name]) => name) };
  }

  note(name: string, pid: number): void {
    this.#run = { ...this.#run, children: { ...this.#run.children, [name]: markOf(pid) } };
    this.#write();
  }

  clear(): void {
    rmSync(this.#file, { force: true });
  }

  #write(): void {
    writePrivateJson(this.#file, this.#run);
  }
}

function markOf(pid: number): Mark {
  return { pid, startedAt: readProcess(pid)?.startedAt ?? "" };
}

function isSame({ pid, startedAt }: Mark): boolean {
  return readProcess(pid)?.startedAt === startedAt;
}

// A worker may be in the middle of a job. It is asked first; killing it is safe too, because its lease runs out.
async function end(child: Mark): Promise<void> {
  signal(child, "SIGTERM");
  const deadline = Date.now() + patienceMs;
  while (isSame(child)) {
    if (Date.now() > deadline) signal(child, "SIGKILL");
    await pause(tickMs);
  }
}

function signal(child: Mark, name: NodeJS.Signals): void {
  if (!isSame(child)) return;
  try {
    process.kill(child.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

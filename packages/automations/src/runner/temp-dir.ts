import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";

/** Every directory of ours starts like this, and so does the mark on the browser's command line. */
export const TEMP_PREFIX = "pumpd-browser-";

/** @param mark which life of which worker this belongs to: letters, digits and hyphens */
export async function makeTempDir(tempRoot: string, mark: string): Promise<string> {
  if (!/^[A-Za-z0-9-]+$/.test(mark)) throw new Error(`not a mark: ${mark}`);
  return await mkdtemp(join(tempRoot, `${TEMP_PREFIX}${mark}.`));
}

export function markOf(dirName: string): string | undefined {
  return dirName.startsWith(TEMP_PREFIX) ? dirName.slice(TEMP_PREFIX.length).split(".")[0] : undefined;
}

let lastLaunch: Promise<unknown> = Promise.resolve();

/**
 * Runs a launch with the system's temp dir set to ours. Playwright makes its profile in `os.tmpdir()` and offers no
 * option for it; left there, a killed worker's profiles would pile up without a mark. One launch at a time.
 */
export function withTempDir<T>(dir: string, launch: () => Promise<T>): Promise<T> {
  const turn = lastLaunch.then(async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = dir;
    try {
      return await launch();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
  lastLaunch = turn.catch(() => undefined);
  return turn;
}

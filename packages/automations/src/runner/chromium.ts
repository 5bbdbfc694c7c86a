import { accessSync, closeSync, constants, existsSync, openSync, readdirSync, readSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { installChromium, unpackedChromium } from "./install-chromium.ts";

/** `headless-shell` has no window and needs a quarter of the memory; `full` can do both. */
export type ChromiumKind = "headless-shell" | "full";
export type Chromium = { executablePath: string; kind: ChromiumKind };

export type ResolveChromium = {
  /** "if-missing" may take a minute and needs a network; only `npm start` and `npm test` ask for it. */
  install: "never" | "if-missing";
  /** A visible window needs the full browser. */
  mode?: "headless" | "window";
};

/** No browser to run. Its message is one sentence with the fix; a launch failure is never charged to a job. */
export class ChromiumMissing extends Error {
  override name = "ChromiumMissing";
}

/** The one place that decides which browser the worker, the tests and `npm start` use. */
export async function resolveChromium({ install, mode = "headless" }: ResolveChromium): Promise<Chromium> {
  const found = findChromium(mode);
  if (found) return found;
  if (install === "if-missing") await installChromium(mode);
  const installed = findChromium(mode);
  if (installed) return installed;
  throw new ChromiumMissing(missingSentence(mode));
}

function findChromium(mode: "headless" | "window"): Chromium | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (!isExecutable(chosen))
      throw new ChromiumMissing(
        `CHROMIUM_PATH is ${chosen}, and that is no program that can be run; correct or remove it.`,
      );
    return describe(chosen);
  }
  const known = [...playwrightsOwn(), ...systemBrowsers(), unpackedChromium].filter(isExecutable).map(describe);
  return known.find(({ kind }) => mode === "headless" || kind === "full");
}

function describe(path: string): Chromium {
  const executablePath = realBinary(path);
  return {
    executablePath,
    kind: /headless[-_]shell/.test(executablePath) || path === unpackedChromium ? "headless-shell" : "full",
  };
}

/**
 * Debian's /usr/bin/chromium-headless-shell is a script that does not `exec`, and others may not either: the leader of
 * the process group would be a shell, and killing or measuring "the browser" would miss it. What these scripts set is
 * either ours to decide (/dev/shm, sandbox) or set by Playwright already (background networking, first-run dialogs).
 */
export function realBinary(path: string): string {
  if (!isScript(path)) return path;
  const behind = [
    join("/usr/lib/chromium", basename(path)),
    join(dirname(realpathSync(path)), "chrome"),
    join(dirname(realpathSync(path)), "msedge"),
  ];
  return behind.find((candidate) => isExecutable(candidate) && !isScript(candidate)) ?? path;
}

function isScript(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(2);
    readSync(file, start, 0, 2, 0);
    return start.toString("latin1") === "#!";
  } finally {
    closeSync(file);
  }
}

// Playwright only tells where its full browser would be; its headless shell lies two folders beside it.
function playwrightsOwn(): string[] {
  const full = chromium.executablePath();
  const [, browsers = "", revision = ""] = /^(.*)[\\/]chromium-(\d+)[\\/]/.exec(full) ?? [];
  const shellHome = join(browsers, `chromium_headless_shell-${revision}`);
  const shells = listFolders(shellHome).flatMap((folder) =>
    ["chrome-headless-shell", "headless_shell"].map((name) => join(shellHome, folder, name)),
  );
  return [...shells, full];
}

function listFolders(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

function systemBrowsers(): string[] {
  if (process.platform === "darwin")
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
  return [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/opt/google/chrome/chrome",
    "/usr/bin/google-chrome",
    "/opt/microsoft/msedge/msedge",
  ];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missingSentence(mode: "headless" | "window"): string {
  const isDebian = existsSync("/usr/bin/apt-get");
  const wanted = mode === "window" ? "chromium" : "chromium-headless-shell";
  const install = isDebian ? `"apt-get install ${wanted}" as root` : '"npx playwright install chromium"';
  const what = mode === "window" ? "No browser that can show a window was found" : "No browser was found";
  return `${what}: install one with ${install}, or set CHROMIUM_PATH to the Chrome or Chromium you have.`;
}

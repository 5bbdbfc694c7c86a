import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ChromiumMissing, realBinary, resolveChromium } from "./chromium.ts";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pumpd-chromium-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

function program(path: string, text = "\u007fELF"): string {
  const file = join(home, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

describe("resolveChromium", () => {
  test("takes CHROMIUM_PATH before all others, read when it is asked and not when it was loaded", async () => {
    const mine = program("mine/chromium");
    vi.stubEnv("CHROMIUM_PATH", mine);
    await expect(resolveChromium({ install: "never" })).resolves.toEqual({ executablePath: mine, kind: "full" });
  });

  test("says in one sentence that CHROMIUM_PATH is wrong", async () => {
    vi.stubEnv("CHROMIUM_PATH", join(home, "absent"));
    const asked = resolveChromium({ install: "never" });
    await expect(asked).rejects.toThrow(ChromiumMissing);
    await expect(asked).rejects.toThrow(
      /^CHROMIUM_PATH is .*absent, and that is no program that can be run; correct or remove it\.$/,
    );
  });

  test("prefers Playwright's headless shell, and its full browser when a window is wanted", async () => {
    vi.stubEnv("CHROMIUM_PATH", "");
    const full = program("chromium-1255/chrome-linux64/chrome");
    const shell = program("chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell");
    vi.spyOn(chromium, "executablePath").mockReturnValue(full);
    await expect(resolveChromium({ install: "never" })).resolves.toEqual({
      executablePath: shell,
      kind: "headless-shell",
    });
    await expect(resolveChromium({ install: "never", mode: "window" })).resolves.toEqual({
      executablePath: full,
      kind: "full",
    });
  });

  test("finds a browser on this machine that really runs a page", async () => {
    const { executablePath } = await resolveChromium({ install: "never" });
    const browser = await chromium.launch({ executablePath });
    try {
      const page = await browser.newPage();
      await page.setContent("<h1>Kia ora</h1>");
      await expect(page.getByRole("heading").textContent()).resolves.toBe("Kia ora");
    } finally {
      await browser.close();
    }
  });
});

describe("realBinary", () => {
  test("leaves a real program alone", () => {
    const real = program("browser");
    expect(realBinary(real)).toBe(real);
  });

  test("looks behind a launcher script, so that the leader of the process group is the browser", () => {
    const launcher = program("chrome/google-chrome", "#!/bin/sh\nchrome\n");
    const real = program("chrome/chrome");
    expect(realBinary(launcher)).toBe(real);
  });

  test("runs the script when there is nothing known behind it", () => {
    const launcher = program("strange/browser", "#!/bin/sh\n");
    expect(realBinary(launcher)).toBe(launcher);
  });
});

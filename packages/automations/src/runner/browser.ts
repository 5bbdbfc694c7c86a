import { TIMINGS } from "@pumpd/model";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { type Gate, type GateOptions, openGate } from "./gate.ts";
import type { BrowserFacts } from "./ports.ts";
import { groupMemoryBytes, groupOf, isGroupAlive, killGroup } from "./process-tree.ts";
import { removeDir } from "./reap-leftovers.ts";
import { makeTempDir, withTempDir } from "./temp-dir.ts";
import { openWire, type Wire, type WireOptions } from "./wire.ts";
import { within } from "./within.ts";

export type BrowserSettings = {
  executablePath: string;
  /** An existing directory for profiles; the worker removes what an earlier life left there (`reapLeftovers`). */
  tempRoot: string;
  /** This life of this worker: letters, digits, hyphens. */
  mark: string;
  isHeadless: boolean;
  /** Handed on to the browser: what it needs to find libraries, fonts and a display. Never the worker's whole environment. */
  environment?: Readonly<Record<string, string | undefined>>;
};

export type BrowserLook = { locale: string; timezone: string };

/** One Chromium process of this attempt, behind its wire and its gate. */
export type OwnBrowser = {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** a CDP session on the page, opened early: it answers while Playwright itself is stuck */
  readonly pageSession: CDPSession;
  readonly group: number;
  readonly gate: Gate;
  readonly wire: Wire;
  /** Resolves when the browser is gone, whoever ended it. */
  readonly gone: Promise<void>;
  /** Does the browser process answer within a second? And its page? */
  answers: () => Promise<boolean>;
  /** What the whole process group holds now (7–10 ms); the largest is in the facts. 0 where the system does not tell. */
  measureBytes: () => number;
  /** Wire first, then close (5 s), then SIGKILL of the group; removes the temp dir. Safe to call again. */
  end: (how?: { kill: string }) => Promise<void>;
  facts: () => BrowserFacts;
};

const ENVIRONMENT = [
  "PATH",
  "LANG",
  "LD_LIBRARY_PATH",
  "FONTCONFIG_PATH",
  "FONTCONFIG_FILE",
  "DISPLAY",
  "XAUTHORITY",
  "WAYLAND_DISPLAY",
  "XDG_RUNTIME_DIR",
] as const;
const LAUNCH_LIMIT_MS = 30_000;

/** Throws what Playwright throws when the browser cannot be started; nothing is left behind then. */
export async function launchOwnBrowser(
  settings: BrowserSettings,
  look: BrowserLook,
  options: { wire: WireOptions; gate: Omit<GateOptions, "renew"> },
): Promise<OwnBrowser> {
  const dir = await makeTempDir(settings.tempRoot, settings.mark);
  const wire = await openWire(options.wire);
  let browser: Browser | undefined;
  let group: number | undefined;
  try {
    browser = await withTempDir(dir, () => launch(settings, dir, wire.url));
    group = await groupOf(browser);
    // Nothing watches the clock yet, and a browser that hangs answers none of what furnishing asks.
    const own = await within(LAUNCH_LIMIT_MS, furnish({ browser, group, dir, wire }, look, options.gate));
    if (!own) throw new Error(`the browser was not ready after ${LAUNCH_LIMIT_MS} ms`);
    return own;
  } catch (thrown) {
    await wire.close();
    await within(TIMINGS.closeBoundMs, browser?.close() ?? Promise.resolve());
    if (group) killGroup(group);
    await removeDir(dir).catch(() => undefined);
    throw thrown;
  }
}

async function launch(settings: BrowserSettings, dir: string, proxyUrl: string): Promise<Browser> {
  const environment = settings.environment ?? {};
  const handedOn = ENVIRONMENT.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  return await chromium.launch({
    executablePath: settings.executablePath,
    headless: settings.isHeadless,
    proxy: { server: proxyUrl, bypass: "<-loopback>" },
    // Playwright's own handlers would close the browser on SIGTERM, in the middle of a drain.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: LAUNCH_LIMIT_MS,
    env: { ...Object.fromEntries(handedOn), HOME: dir, TMPDIR: dir },
    args: ["--disable-quic", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-dev-shm-usage"],
  });
}

type Launched = { browser: Browser; group: number; dir: string; wire: Wire };

async function furnish(
  { browser, group, dir, wire }: Launched,
  look: BrowserLook,
  gateOptions: Omit<GateOptions, "renew">,
): Promise<OwnBrowser> {
  const gate = await openGate(browser, { ...gateOptions, renew: wire.renew });
  const pulse = await browser.newBrowserCDPSession();
  const context = await browser.newContext({
    locale: look.locale,
    timezoneId: look.timezone,
    userAgent: desktopUserAgent(browser.version()),
    viewport: { width: 1280, height: 800 },
    serviceWorkers: "block",
  });
  // The gate cannot hold a socket's messages, and the portal as we know it opens none.
  await context.routeWebSocket(/.*/, (socket) => {
    gateOptions.record({
      verdict: "refused",
      method: "WEBSOCKET",
      path: socket.url().split("?")[0] ?? "",
      reason: "a web socket",
    });
    void socket.close();
  });
  const page = await context.newPage();
  await gate.prove(page);
  const pageSession = await context.newCDPSession(page);

  const gone = Promise.withResolvers<void>();
  browser.once("disconnected", () => gone.resolve());
  const facts: BrowserFacts = { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 };
  function measureBytes(): number {
    const bytes = groupMemoryBytes(group);
    facts.peakMemoryBytes = Math.max(facts.peakMemoryBytes, bytes);
    return bytes;
  }

  let ending: Promise<void> | undefined;
  function end(how?: { kill: string }): Promise<void> {
    wire.cut();
    if (how && !facts.killed) {
      facts.killed = true;
      facts.killReason = how.kill;
      killGroup(group);
    }
    ending ??= finish(how !== undefined);
    return ending;
  }

  async function finish(isKilled: boolean): Promise<void> {
    if (!isKilled) {
      measureBytes();
      // `true` tells a close from a limit that came first; close() itself may take 30 s on a frozen browser.
      const isClosed = await within(
        TIMINGS.closeBoundMs,
        browser.close().then(() => true),
      );
      if (!isClosed && !facts.killed) {
        facts.killed = true;
        facts.killReason = "it did not close in time";
      }
    }
    killGroup(group);
    const giveUpAt = performance.now() + TIMINGS.closeBoundMs;
    while (isGroupAlive(group) && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 10));
    await within(1_000, gone.promise);
    await wire.close();
    await removeDir(dir).catch(() => undefined);
  }

  return {
    browser,
    context,
    page,
    pageSession,
    group,
    gate,
    wire,
    gone: gone.promise,
    answers: async () => {
      const questions = [pulse.send("Browser.getVersion"), pageSession.send("Runtime.evaluate", { expression: "1" })];
      const answers = await Promise.all(
        questions.map((question) =>
          within(
            1_000,
            question.then(
              () => true,
              () => true,
            ),
          ),
        ),
      );
      return answers.every((answer) => answer === true);
    },
    measureBytes,
    end,
    facts: () => ({ ...facts }),
  };
}

/** The portal serves an empty shell to a user agent that says it is headless (portal reference, section 2). */
function desktopUserAgent(version: string): string {
  const major = version.split(".")[0];
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}

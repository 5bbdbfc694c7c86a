/**
 * A worker's browser part in a process of its own, to be killed or stopped from outside.
 * argv: portal origin · where to stop and wait ("while-held", "after-sent", "after-continue") · lease in ms · temp root · mark
 */
import { writeSync } from "node:fs";
import { launchOwnBrowser } from "../../src/runner/browser.ts";
import { resolveChromium } from "../../src/runner/chromium.ts";

const [, , origin = "", place = "", leaseMs = "0", tempRoot = "", mark = ""] = process.argv;
let leaseUntil = Number.POSITIVE_INFINITY;
const isAlive = () => performance.now() < leaseUntil;

function say(fact: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(fact)}\n`);
}

const { executablePath } = await resolveChromium({ install: "never" });
const own = await launchOwnBrowser(
  { executablePath, tempRoot, mark, isHeadless: true, environment: process.env },
  { locale: "en-NZ", timezone: "Pacific/Auckland" },
  {
    wire: { isAlive, isAllowed: (host) => host.endsWith(".localhost") },
    gate: {
      portalOrigin: origin,
      maySend: isAlive,
      isAlive,
      record: () => undefined,
      commitAnswerMs: 5_000,
      at: async (reached) => {
        if (reached !== place) return;
        leaseUntil = performance.now() + Number(leaseMs);
        say({ reached, group: own.group });
        // Blocks the whole process, so that whoever stops it does so exactly here.
        if (reached !== "while-held") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        else await new Promise(() => undefined);
      },
    },
  },
);
await own.page.goto(`${origin}/start`);
own.gate.arm({ commit: "restaurant.create", markSent: async () => true });
await own.page.evaluate(`void fetch('/x', { method: 'POST', body: 'a' })`);
setInterval(() => undefined, 1_000);

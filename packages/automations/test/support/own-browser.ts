import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserSettings, launchOwnBrowser, type OwnBrowser } from "../../src/runner/browser.ts";
import { resolveChromium } from "../../src/runner/chromium.ts";
import type { Passage, Permit, RequestRecord } from "../../src/runner/gate.ts";

export const tempRoot = mkdtempSync(join(tmpdir(), "pumpd-test-"));
process.once("exit", () => rmSync(tempRoot, { recursive: true, force: true }));

export async function browserSettings(mark = "test"): Promise<BrowserSettings> {
  const { executablePath } = await resolveChromium({ install: "never" });
  return { executablePath, tempRoot, mark, isHeadless: true, environment: process.env };
}

export type Bench = {
  own: OwnBrowser;
  records: RequestRecord[];
  /** where the browser wanted to go and was not taken, `host:port` */
  refused: string[];
  lease: { isAlive: boolean };
  /** Arms the gate with a ledger whose answer the test gives. */
  hold: () => { passage: Passage; held: Promise<void>; answer: (isSent: boolean) => void };
};

/** A browser with gate and wire against one portal origin; every `*.localhost` may be reached unless `hosts` says otherwise. */
export async function openBench(
  portalOrigin: string,
  options: { isAllowed?: (host: string) => boolean; commitAnswerMs?: number } = {},
): Promise<Bench> {
  const records: RequestRecord[] = [];
  const refused: string[] = [];
  const lease = { isAlive: true };
  const own = await launchOwnBrowser(
    await browserSettings(),
    { locale: "en-NZ", timezone: "Pacific/Auckland" },
    {
      wire: {
        isAlive: () => lease.isAlive,
        isAllowed: options.isAllowed ?? ((host) => host.endsWith(".localhost")),
        onRefused: ({ host, port }) => refused.push(`${host}:${port}`),
      },
      gate: {
        portalOrigin,
        maySend: () => lease.isAlive,
        isAlive: () => lease.isAlive,
        record: (record) => records.push(record),
        commitAnswerMs: options.commitAnswerMs ?? 5_000,
      },
    },
  );
  return {
    own,
    records,
    refused,
    lease,
    hold: () => {
      const held = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<boolean>();
      const permit: Permit = {
        commit: "restaurant.create",
        markSent: () => {
          held.resolve();
          return answer.promise;
        },
      };
      // A gate that sees nothing must turn a test red, not hang it.
      const limit = setTimeout(() => held.reject(new Error("the gate held nothing for 15 s")), 15_000);
      held.promise.finally(() => clearTimeout(limit)).catch(() => undefined);
      return { passage: own.gate.arm(permit), held: held.promise, answer: answer.resolve };
    },
  };
}

/** Waits for a fact, at most fifteen seconds. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const giveUpAt = performance.now() + 15_000;
  while (!isSo()) {
    if (performance.now() > giveUpAt) throw new Error(`not within 15 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** For "nothing arrives": long enough for a loopback request that was let go by mistake. */
export const aWhile = (ms = 250): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

import { lookup } from "node:dns";
import { get, type IncomingMessage } from "node:http";
import { get as getSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { MAINTENANCE_WORDS } from "@pumpd/automations/define";

const LIMIT_MS = 5_000;
/** A banner stands near the top; a portal's front page is smaller than this anyway. */
const MOST_BYTES = 256 * 1024;

/**
 * Does the portal answer, and how fast? Milliseconds to the answer's head, or null: unreachable, too slow, an error of its
 * own, asking to be left alone, or closed for maintenance. Looks at the front page without signing in.
 */
export function lookAtPortal(portalUrl: string): Promise<number | null> {
  const askedAtMs = performance.now();
  const ask = new URL(portalUrl).protocol === "https:" ? getSecure : get;
  return new Promise((resolve) => {
    const request = ask(portalUrl, { lookup: lookUp, signal: AbortSignal.timeout(LIMIT_MS) }, (answer) => {
      const tookMs = performance.now() - askedAtMs;
      const status = answer.statusCode ?? 500;
      isClosed(status, answer)
        .then((closed) => resolve(closed ? null : tookMs))
        .catch(() => resolve(null))
        .finally(() => answer.destroy());
    });
    request.on("error", () => resolve(null));
  });
}

async function isClosed(status: number, answer: IncomingMessage): Promise<boolean> {
  if (status >= 500 || status === 429) return true;
  if (/maintenance/i.test(answer.headers.location ?? "")) return true;
  let text = "";
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > MOST_BYTES) break;
  }
  return new RegExp(MAINTENANCE_WORDS, "i").test(wordsOf(text));
}

/** The application carries its own banner's words in its script; only what a person would read counts. */
function wordsOf(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, " ").replace(/<[^>]*>/g, " ");
}

/** Names below `.localhost` mean this machine (RFC 6761); not every system's resolver knows. */
const lookUp: LookupFunction = (host, options, answer) => {
  if (!host.endsWith(".localhost")) return lookup(host, options, answer);
  if (options.all) answer(null, [{ address: "127.0.0.1", family: 4 }]);
  else answer(null, "127.0.0.1", 4);
};

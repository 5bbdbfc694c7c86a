import { lookup } from "node:dns";
import { get } from "node:http";
import { get as getSecure } from "node:https";
import type { LookupFunction } from "node:net";

const LIMIT_MS = 5_000;

/**
 * Does the portal answer, and how fast? Milliseconds to the answer's head, or null: unreachable, too slow, or an error of
 * its own. Looks at the front page without signing in; what it says is thrown away.
 */
export function lookAtPortal(portalUrl: string): Promise<number | null> {
  const askedAtMs = performance.now();
  const ask = new URL(portalUrl).protocol === "https:" ? getSecure : get;
  return new Promise((resolve) => {
    const request = ask(portalUrl, { lookup: lookUp, signal: AbortSignal.timeout(LIMIT_MS) }, (answer) => {
      answer.destroy();
      resolve((answer.statusCode ?? 500) < 500 ? performance.now() - askedAtMs : null);
    });
    request.on("error", () => resolve(null));
  });
}

/** Names below `.localhost` mean this machine (RFC 6761); not every system's resolver knows. */
const lookUp: LookupFunction = (host, options, answer) => {
  if (!host.endsWith(".localhost")) return lookup(host, options, answer);
  if (options.all) answer(null, [{ address: "127.0.0.1", family: 4 }]);
  else answer(null, "127.0.0.1", 4);
};

import { type Failure, type FailureCode, failure } from "@pumpd/model";
import { Failed } from "../define/failed.ts";
import { ChromiumMissing } from "./chromium.ts";
import { LeaseLost, StoreAway } from "./ports.ts";

/** What a run can end with besides success. `stack` is for an admin, never for the page. */
export type Classified = { kind: "failure"; failure: Failure; stack?: string } | { kind: "fenced" };

const UNREACHABLE =
  /net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED|ABORTED|TIMED_OUT|FAILED)|SOCKS_CONNECTION_\w+|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|NAME_NOT_RESOLVED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|EMPTY_RESPONSE|TIMED_OUT|NETWORK_CHANGED|SSL_\w+|CERT_\w+|HTTP2_\w+|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)/;
const CRASHED =
  /Target crashed|Page crashed|(Target page, context or browser|Browser|Page|Context|Target) (has been )?closed|Connection closed|browser has disconnected/i;
const TWO_WHERE_ONE = /strict mode violation/;

/** SQLSTATE classes 08, 53 and 57P, and the socket's own words: the store is away, not wrong. */
const STORE_AWAY =
  /^(08|53|57P)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|CONNECTION_\w+|CONNECT_TIMEOUT)$/;

/** Turns whatever was thrown into a failure, once. Anything it does not know is our own bug. */
export function classify(thrown: unknown): Classified {
  if (thrown instanceof LeaseLost) return { kind: "fenced" };
  if (thrown instanceof Failed) return { kind: "failure", failure: thrown.failure };
  if (thrown instanceof StoreAway) return known("DATABASE_AWAY");
  if (thrown instanceof ChromiumMissing) return known("BROWSER_MISSING", { reason: thrown.message });
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (STORE_AWAY.test(codeOf(error) ?? "")) return known("DATABASE_AWAY");
  if (CRASHED.test(error.message)) return known("BROWSER_CRASHED");
  if (UNREACHABLE.test(error.message))
    return known("PORTAL_UNREACHABLE", { reason: UNREACHABLE.exec(error.message)?.[0] ?? "" });
  if (TWO_WHERE_ONE.test(error.message)) return known("PORTAL_CHANGED", { landmark: "One thing" });
  if (error.name === "TimeoutError") return known("PORTAL_SLOW");
  return { kind: "failure", failure: failure("INTERNAL"), stack: error.stack ?? error.message };
}

/** A browser that cannot be started is the machine's trouble, whatever it says. */
export function classifyLaunch(thrown: unknown): Classified {
  const classified = classify(thrown);
  if (classified.kind === "fenced" || classified.failure.code === "BROWSER_MISSING") return classified;
  const reason = thrown instanceof Error ? (thrown.message.split("\n")[0] ?? "") : String(thrown);
  return { ...known("BROWSER_MISSING", { reason }), stack: thrown instanceof Error ? thrown.stack : undefined };
}

function known(code: FailureCode, about: Failure["about"] = {}): { kind: "failure"; failure: Failure } {
  return { kind: "failure", failure: failure(code, about) };
}

function codeOf(error: Error): string | undefined {
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string") return code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
}

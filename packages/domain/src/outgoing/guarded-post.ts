import { type LookupAddress, lookup as lookUpName } from "node:dns";
import { type ClientRequest, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { judgeTarget, type PrivateHosts } from "./judge-target.ts";
import { isPublicAddress } from "./public-address.ts";

export type LookUp = (hostname: string) => Promise<readonly LookupAddress[]>;

export type GuardedPost = {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  privateHosts: PrivateHosts;
  /** for the whole exchange, name and answer included; default 10 s */
  limitMs?: number;
  /** tests: who is asked for names */
  lookUp?: LookUp;
};

/** It was not sent, or nobody answered. The message is for staff and names no address inside our network. */
export class PostRefused extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PostRefused";
  }
}

/**
 * Posts to an address that somebody outside chose. Every address behind the name must be public, and the connection goes
 * to one of those that were looked at, so a second answer of the name server changes nothing. No redirect is followed
 * and the answer's body is not read. Answers the HTTP status. Throws `PostRefused`.
 */
export async function guardedPost(post: GuardedPost): Promise<number> {
  const judged = judgeTarget(post.url, post.privateHosts);
  if ("problem" in judged) throw new PostRefused(judged.problem);
  const { url, isPrivateAllowed } = judged.target;
  const lookup = guardedLookup({ isPrivateAllowed, lookUp: post.lookUp ?? lookUpAll });
  return exchange(post, { url, lookup });
}

type Guard = { isPrivateAllowed: boolean; lookUp: LookUp };

/** The connection asks this for its address, so what was looked at is what is connected to. */
function guardedLookup({ isPrivateAllowed, lookUp }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname)
      .then((addresses) => {
        const [first] = addresses;
        if (!first) throw new PostRefused("Nobody has this name.");
        if (!isPrivateAllowed && !addresses.every(({ address }) => isPublicAddress(address)))
          throw new PostRefused("This address is not on the public internet.");
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      })
      .catch((error: Error) => callback(error, "", 0));
  };
}

function lookUpAll(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookUpName(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

const DEFAULT_LIMIT_MS = 10_000;

function exchange(post: GuardedPost, { url, lookup }: { url: URL; lookup: LookupFunction }): Promise<number> {
  const { headers, body, limitMs = DEFAULT_LIMIT_MS } = post;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      lookup,
      // A connection of its own: nothing of one receiver's is left for the next.
      agent: false,
      signal: AbortSignal.timeout(limitMs),
    });
    request.once("response", (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.once("error", (error) => reject(refusalOf(error, limitMs)));
    request.end(body);
  });
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nobody listens there.",
  ECONNRESET: "The connection was cut.",
  ENOTFOUND: "Nobody has this name.",
  EAI_AGAIN: "The name could not be looked up.",
  EHOSTUNREACH: "There is no way there.",
  CERT_HAS_EXPIRED: "Its certificate has run out.",
};

function refusalOf(error: Error, limitMs: number): PostRefused {
  if (error instanceof PostRefused) return error;
  if (error.name === "AbortError" || error.name === "TimeoutError")
    return new PostRefused(`No answer in ${limitMs / 1000} s.`, { cause: error });
  const code = "code" in error ? String(error.code) : "";
  const isCertificate = /CERT|SELF_SIGNED|ALTNAME|VERIFY/.test(code);
  const words = WORDS[code] ?? (isCertificate ? "Its certificate does not hold." : "The connection failed.");
  return new PostRefused(words, { cause: error });
}

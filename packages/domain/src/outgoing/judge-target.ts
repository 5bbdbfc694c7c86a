import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** `host:port` pairs inside our own network that the deployment lets us send to. Everything else must be public. */
export type PrivateHosts = ReadonlySet<string>;

export const NO_PRIVATE_HOSTS: PrivateHosts = new Set();

/** @param text comma separated, `receiver.internal:8080` */
export function parsePrivateHosts(text = ""): PrivateHosts {
  const hosts = text.split(",").map((host) => host.trim().toLowerCase());
  return new Set(hosts.filter(Boolean));
}

export type Target = { url: URL; isPrivateAllowed: boolean };
export type Judgement = { target: Target } | { problem: string };

const LONGEST = 2_000;

/**
 * What can be said of an address before anybody is asked for its name: https to a public name, without a password in it.
 * The other half, where the name leads, is decided at each connection (`guardedPost`).
 */
export function judgeTarget(text: string, privateHosts: PrivateHosts): Judgement {
  if (text.length > LONGEST || !URL.canParse(text)) return { problem: "This is no address." };
  const url = new URL(text);
  if (url.username || url.password) return { problem: "An address with a password in it is not taken." };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { problem: "The address begins with https://." };
  const isPrivateAllowed = privateHosts.has(`${url.hostname}:${portOf(url)}`);
  if (isPrivateAllowed) return { target: { url, isPrivateAllowed } };
  if (url.protocol !== "https:") return { problem: "The address begins with https://." };
  if (!isPublicName(url.hostname)) return { problem: "This address is not on the public internet." };
  return { target: { url, isPrivateAllowed } };
}

export function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === "https:" ? 443 : 80;
}

/** `hostname` as the URL parser wrote it: every spelling of an IPv4 address is dotted by then, IPv6 stands in brackets. */
function isPublicName(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal)) return isPublicAddress(literal);
  const labels = hostname.replace(/\.$/, "").split(".");
  const last = labels.at(-1) ?? "";
  return labels.length > 1 && !LOCAL_ENDINGS.has(last);
}

const LOCAL_ENDINGS: ReadonlySet<string> = new Set([
  "localhost",
  "local",
  "internal",
  "lan",
  "home",
  "corp",
  "arpa",
  "onion",
]);

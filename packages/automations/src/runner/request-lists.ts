import { COMMITS, type CommitName, HARMLESS, type PortalRequest } from "../define/commits.ts";

/** A request as the gate sees it: method and whole URL. */
export type SeenRequest = { method: string; url: string };

export type RequestKind =
  | { kind: "read" }
  | { kind: "harmless"; name: string; isOnce: boolean }
  | { kind: "commit"; name: CommitName }
  | { kind: "unknown" };

const READ_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Which of the three lists a request stands in. Paths count only at the portal's own origin. */
export function kindOf(request: SeenRequest, portalOrigin: string): RequestKind {
  if (READ_METHODS.has(request.method.toUpperCase())) return { kind: "read" };
  const url = new URL(request.url);
  if (url.origin !== portalOrigin) return { kind: "unknown" };
  for (const [name, listed] of Object.entries<PortalRequest>(HARMLESS)) {
    if (matches(request, url, listed)) return { kind: "harmless", name, isOnce: listed.once ?? false };
  }
  for (const [name, listed] of Object.entries<PortalRequest>(COMMITS)) {
    if (matches(request, url, listed)) return { kind: "commit", name: name as CommitName };
  }
  return { kind: "unknown" };
}

function matches(request: SeenRequest, url: URL, listed: PortalRequest): boolean {
  if (request.method.toUpperCase() !== listed.method) return false;
  const actual = url.pathname.split("/");
  const pattern = listed.path.split("/");
  return actual.length === pattern.length && pattern.every((part, i) => part.startsWith(":") || part === actual[i]);
}

/** For logs and records: where it went, never what it carried. */
export function pathOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

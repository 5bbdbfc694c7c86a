/**
 * Whether a browser sent this from a page of ours. The origin must be the configured one or the host that was asked;
 * `null`, absent and foreign ones are not. A request that a browser calls cross-site never is.
 */
export function isSameOrigin(headers: Headers, baseUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin";
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  if (origin === new URL(baseUrl).origin) return true;
  return (protocol === "http:" || protocol === "https:") && host === headers.get("host");
}

/** Where to go after signing in. Only ever a path of our own: a stranger's link must not carry somebody away. */
export function safePath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next)) return "/";
  return next.startsWith("/sign-in") || next.startsWith("/api/") ? "/" : next;
}

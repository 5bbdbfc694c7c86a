/** Once, when the server starts: a production that misses something, or has what everybody knows for a secret, does not come up. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.APP_ENV !== "production") return;
  const { startOrEnd } = await import("./lib/start-or-end");
  await startOrEnd();
}

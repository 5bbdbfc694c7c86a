const LIMIT_MS = 5_000;

/**
 * Does the portal answer, and how fast? Milliseconds to the answer's head, or null: unreachable, too slow, or an error of
 * its own. Looks at the front page without signing in; what it says is thrown away.
 */
export async function lookAtPortal(portalUrl: string): Promise<number | null> {
  const askedAtMs = performance.now();
  try {
    const answer = await fetch(portalUrl, { redirect: "manual", signal: AbortSignal.timeout(LIMIT_MS) });
    await answer.body?.cancel();
    return answer.status < 500 ? performance.now() - askedAtMs : null;
  } catch {
    return null;
  }
}

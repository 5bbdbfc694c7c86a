import type { Page } from "playwright-core";

/** How often we look while the page works; nothing is decided by the pause itself. */
const LOOK_EVERY_MS = 40;

/**
 * Looks until there is something to see, or gives undefined when the limit comes first. A page that is just being replaced
 * cannot answer; then it is asked again.
 */
export async function until<T>(
  page: Page,
  limitMs: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const seen = await look().catch((thrown: unknown) => {
      if (page.isClosed() || !isBeingReplaced(thrown)) throw thrown;
      return undefined;
    });
    if (seen !== undefined || performance.now() >= giveUpAt) return seen;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function isBeingReplaced(thrown: unknown): boolean {
  return thrown instanceof Error && /Execution context was destroyed|navigat|Cannot find context/i.test(thrown.message);
}

import type { RunJob } from "../../../../apps/worker/src/run-attempt.ts";
import {
  type BrowserPlace,
  findBrowser,
  runInBrowser as runForReal,
} from "../../../../apps/worker/src/run-in-browser.ts";

export { findBrowser };

/** Asks nobody whose turn it is: whoever marks a row as sent may send, and the own lease never ends. */
export function runInBrowser(place: BrowserPlace): RunJob {
  const run = runForReal(place);
  return (attempt) => {
    const { store } = attempt.ports;
    return run({
      ...attempt,
      ports: {
        ...attempt.ports,
        lease: { lengthMs: 3_600_000, remainingMs: () => 3_600_000 },
        store: {
          ...store,
          markSent: (id) =>
            store.markSent(id).then(
              () => true,
              () => true,
            ),
        },
      },
    });
  };
}

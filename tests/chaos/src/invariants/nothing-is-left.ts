import type { ChaosInvariant, ChaosViolation } from "./look.ts";

export const nothingIsLeft: ChaosInvariant = {
  id: "I8",
  holds: "After the last worker there is no browser, profile, temp file, database session or lock of any of them.",
  check: async ({ leftovers }) => {
    const leak = (says: string, detail: Record<string, unknown>): ChaosViolation => ({
      invariant: "I8",
      counts: "leaks",
      says,
      detail,
    });
    return [
      ...leftovers.processes.map((commandLine) => leak("A process outlived its worker.", { commandLine })),
      ...leftovers.files.map((path) => leak("A file or directory outlived its worker.", { path })),
      ...leftovers.connections.map((name) => leak("A database session outlived its worker.", { name })),
      ...(leftovers.advisoryLocks > 0
        ? [leak("Advisory locks are still held.", { locks: leftovers.advisoryLocks })]
        : []),
    ];
  },
};

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What all packages have in common. Each has a vitest.config.ts of its own, so that `vitest run` works in any of them. */
export const packageConfig = defineConfig({
  test: {
    include: ["src/**/*.{test,spec}.{ts,tsx}", "test/**/*.{test,spec}.{ts,tsx}"],
    // As many as cores: three browsers on two cores starve each other. A group of its own, because projects that run side by
    // side must agree on the number.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    // A browser flow or a fresh database on a busy two-core machine; the limit is for hangs, not for speed.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    typecheck: { enabled: false, include: ["src/**/*.test-d.ts", "test/**/*.test-d.ts"] },
  },
});

/** For packages whose tests ask for databases: the last run to end stops the shared server. */
export const databaseConfig = defineConfig({
  test: {
    ...packageConfig.test,
    globalSetup: [fileURLToPath(new URL("packages/testing/src/vitest-global-setup.ts", import.meta.url))],
  },
});

import { defineConfig } from "vitest/config";

/** All packages in one run, for `npm test`; each also runs by itself. */
export default defineConfig({
  test: {
    projects: ["packages/*/vitest.config.ts", "apps/*/vitest.config.ts", "scripts/vitest.config.ts"],
    // Browsers and servers of the tests themselves need the rest of a two-core machine.
    maxWorkers: 2,
  },
});

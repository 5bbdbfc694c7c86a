import { defineConfig } from "vitest/config";

/** All packages in one run, for `npm test`; each also runs by itself. */
export default defineConfig({
  test: {
    projects: [
      "packages/*/vitest.config.ts",
      "apps/*/vitest.config.ts",
      "tests/*/vitest.config.ts",
      "scripts/vitest.config.ts",
    ],
  },
});

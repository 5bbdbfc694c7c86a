import { defineConfig } from "@playwright/test";
import { resolveChromium } from "@pumpd/automations/browser";

const { executablePath } = await resolveChromium({ install: "never" });

/** The whole system in a real browser. One stack for all tests, so they are of different organisations or restaurants. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../test-results/e2e",
  globalSetup: "./global-setup.ts",
  // Each test may run a browser, and the worker runs others, on two cores.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "../../test-results/playwright.json" }],
  ],
  use: {
    launchOptions: { executablePath },
    locale: "en-NZ",
    timezoneId: "Pacific/Auckland",
    trace: "off",
    screenshot: "only-on-failure",
  },
});

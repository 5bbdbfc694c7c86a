import { defineConfig, mergeConfig } from "vitest/config";
import { databaseConfig } from "../../vitest.shared.ts";

// Workers in processes of their own, with browsers: one file at a time, so a group of its own, and time for a slow start.
export default mergeConfig(
  databaseConfig,
  defineConfig({ test: { testTimeout: 120_000, fileParallelism: false, sequence: { groupOrder: 2 } } }),
);

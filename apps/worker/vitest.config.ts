import { defineConfig, mergeConfig } from "vitest/config";
import { databaseConfig } from "../../vitest.shared.ts";

// Workers in processes of their own, with browsers: on a busy machine a start alone takes a while.
export default mergeConfig(databaseConfig, defineConfig({ test: { testTimeout: 120_000, fileParallelism: false } }));

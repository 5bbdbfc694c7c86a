import { defineConfig } from "vitest/config";
import { databaseConfig } from "../vitest.shared.ts";

export default defineConfig({ test: { ...databaseConfig.test, name: "scripts", include: ["**/*.test.ts"] } });

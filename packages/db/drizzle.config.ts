import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./src/schema/auth.ts",
    "./src/schema/tenants.ts",
    "./src/schema/doors.ts",
    "./src/schema/jobs.ts",
    "./src/schema/operations.ts",
    "./src/schema/lists.ts",
    "./src/schema/alerts.ts",
    "./src/schema/archive.ts",
    "./src/schema/organisation-data.ts",
  ],
  out: "./migrations",
  casing: "snake_case",
});

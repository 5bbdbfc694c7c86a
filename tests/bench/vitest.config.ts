export { databaseConfig as default } from "../../vitest.shared.ts";

import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../repository.ts";

/** One optional .env for everything. What is set already wins. */
export function loadEnvFile(): void {
  const file = join(repository, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

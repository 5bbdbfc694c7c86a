export { ensureDatabase } from "./ensure-database.ts";
export { findFreePort } from "./free-port.ts";
export { type ProcessFacts, readProcess } from "./read-process.ts";
export { type Postgres, startPostgres } from "./start-postgres.ts";

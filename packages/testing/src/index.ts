export { controlOf, SimulatorControl, startSimulator, type TestSimulator } from "./start-simulator.ts";
export { type TestDatabase, testDatabase } from "./test-database.ts";
export { untilJob } from "./until-job.ts";
export * from "./factories.ts";

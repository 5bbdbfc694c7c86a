export * from "./canary.ts";
export { countOvertakes } from "./count-overtakes.ts";
export { emptyDatabase } from "./empty-database.ts";
export * from "./factories.ts";
export { controlOf, SimulatorControl, startSimulator, type TestSimulator } from "./start-simulator.ts";
export { findBrowsers, type Stack, startStack, webBuildDir } from "./start-stack.ts";
export { type TestDatabase, testDatabase } from "./test-database.ts";
export { untilJob } from "./until-job.ts";
export { type ProcessWatch, watchProcesses } from "./watch-processes.ts";

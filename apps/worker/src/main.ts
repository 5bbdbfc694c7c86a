// The worker: takes jobs, runs their flows in browsers of its own, and writes down what it saw.
import { jobRegistry, withLimits } from "@pumpd/domain/jobs";
import { isDebug, readEnv } from "./env.ts";
import { createLog } from "./log.ts";
import { runAsProcess } from "./run-as-process.ts";
import { findBrowser, runInBrowser } from "./run-in-browser.ts";
import { startWorker } from "./worker.ts";

const log = createLog(isDebug() ? "debug" : "info");
runAsProcess(async () => {
  const env = readEnv();
  return startWorker({
    env,
    registry: withLimits(jobRegistry, env.jobLimits),
    run: runInBrowser,
    assertCanRun: findBrowser,
    log,
    version: "0.0.0",
  });
}, log);

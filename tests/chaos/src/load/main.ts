// A worker whose only job type needs no browser: everything but the flow is the product's own.
import { createLog, readEnv, runAsProcess, startWorker } from "@pumpd/worker";
import { loadRegistry } from "./definition.ts";
import { runByRequests } from "./run-by-requests.ts";

const log = createLog("info");
runAsProcess(
  async () =>
    startWorker({
      env: readEnv(),
      registry: loadRegistry,
      run: () => runByRequests,
      assertCanRun: () => Promise.resolve(),
      log,
      version: "chaos",
    }),
  log,
);

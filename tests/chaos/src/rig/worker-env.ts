import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Crashpoint } from "@pumpd/automations/runner";

/** Everything of production at about a ninth; the lease stays at the 5 s below which a busy machine loses it by itself. */
export const SCALED = {
  leaseMs: 5_000,
  heartbeatMs: 1_000,
  reconcileMs: 1_000,
  /** how long a probe looks for what was sent */
  probeAfterSentMs: 4_000,
  drainMs: 30_000,
} as const;

/** From the last heartbeat to the decision: what P4 promises, for a machine that much else keeps busy. */
export const NOTICE_MS = 60_000;

export type CrashAt = { point: Crashpoint; nth?: number; how?: "kill" | "stop" };

export type WorkerSettings = {
  databaseUrl: string;
  privateKeysDir: string;
  portalUrl: string;
  artifactsDir: string;
  tempRoot: string;
  concurrency: number;
  crashAt?: CrashAt;
};

/** What a worker of the rig is given, and nothing else of this process's environment. */
export function workerEnv(settings: WorkerSettings): Record<string, string> {
  const { crashAt } = settings;
  const handedOn = Object.fromEntries(
    ["PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "CHROMIUM_PATH"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    ...handedOn,
    APP_ENV: "test",
    // as it is started and deployed
    NODE_OPTIONS: "--max-semi-space-size=4",
    DATABASE_URL: settings.databaseUrl,
    PRIVATE_KEYS_DIR: settings.privateKeysDir,
    PORTAL_URL: settings.portalUrl,
    ARTIFACTS_DIR: settings.artifactsDir,
    WORKER_TEMP_DIR: settings.tempRoot,
    // Whatever ignores the setting above is found as a leftover all the same.
    TMPDIR: settings.tempRoot,
    // A third less work per start; a run makes hundreds.
    NODE_COMPILE_CACHE: join(tmpdir(), "pumpd-chaos-compile-cache"),
    WORKER_PORT: "0",
    WORKER_CONCURRENCY: String(settings.concurrency),
    WORKER_LEASE_MS: String(SCALED.leaseMs),
    WORKER_HEARTBEAT_MS: String(SCALED.heartbeatMs),
    WORKER_RECONCILE_MS: String(SCALED.reconcileMs),
    WORKER_PROBE_MS: String(SCALED.probeAfterSentMs),
    WORKER_DRAIN_MS: String(SCALED.drainMs),
    ...(crashAt && { CRASH_AT: crashText(crashAt) }),
  };
}

function crashText({ point, nth = 1, how = "kill" }: CrashAt): string {
  return `${point}:${nth}${how === "stop" ? ":stop" : ""}`;
}

import { join } from "node:path";
import { childEnv, type ScriptsEnv } from "../env.ts";
import { repository } from "../repository.ts";
import type { AppSpec } from "./child.ts";

export type Ports = { web: number; worker: number; simulator: number };
export type Addresses = {
  webUrl: string;
  workerUrl: string;
  portalUrl: string;
  simulatorControlUrl: string | undefined;
};

export type Given = {
  env: ScriptsEnv;
  ports: Ports;
  addresses: Addresses;
  databaseUrls: { web: string; worker: string };
  authSecret: string;
  keys: { publicKeyFile: string; privateKeysDir: string };
  mode: "start" | "dev";
};

/** Refused by the worker unless APP_ENV=test: how fast its time runs, and where it dies. */
const testDoors = [
  "WORKER_LEASE_MS",
  "WORKER_HEARTBEAT_MS",
  "WORKER_RECONCILE_MS",
  "WORKER_DRAIN_MS",
  "WORKER_PROBE_MS",
  "WORKER_HOST_LOOK_MS",
  "CRASH_AT",
];

/** Where they keep files, if not in the data directory. */
const artifactStore = ["S3_BUCKET", "S3_REGION", "S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];

/** What each app declares beyond what we set for it. Whatever is not here, it cannot see. */
const declared = {
  web: [
    ...artifactStore,
    "CLIENT_IP_HEADER",
    "METRICS_TOKEN",
    "ENQUEUES_PER_MINUTE",
    "ENQUEUES_PER_HOUR",
    "UPLOADS_PER_HOUR",
    "REST_REQUESTS_PER_MINUTE",
    "WEBHOOK_PRIVATE_HOSTS",
  ],
  worker: [
    ...artifactStore,
    "NODE_ENV",
    "DEBUG_MODE",
    "HEADLESS",
    "CHROMIUM_PATH",
    "PLAYWRIGHT_BROWSERS_PATH",
    "WORKER_HOST",
    "WORKER_CONCURRENCY",
    "WORKER_TEMP_DIR",
    "PORTAL_HOSTS",
    "JOB_LIMITS",
    "WEBHOOK_PRIVATE_HOSTS",
    "SMTP_URL",
    "MAIL_FROM",
    "RETENTION_DAYS",
    "PICTURE_DAYS",
    "CANARY_MINUTES",
    "PORTAL_SPACING_MS",
    "PORTAL_USES_PER_MINUTE",
    ...testDoors,
    "DISPLAY",
    "XAUTHORITY",
    "WAYLAND_DISPLAY",
  ],
  simulator: ["SIMULATOR_PROFILE", "SIMULATOR_ALSO_ON_PORT_80"],
};

export function simulatorSpec({ env, ports }: Given): AppSpec {
  return {
    ...place("simulator", env),
    args: ["src/main.ts"],
    env: childEnv(declared.simulator, {
      APP_ENV: env.APP_ENV,
      SIMULATOR_PORT: String(ports.simulator),
      SIMULATOR_DATA_DIR: join(env.DATA_DIR, "simulator"),
    }),
    healthUrl: `http://127.0.0.1:${ports.simulator}/__simulator/state`,
    stopMs: 5_000,
  };
}

export function workerSpec({ env, ports, addresses, databaseUrls, keys }: Given): AppSpec {
  return {
    ...place("worker", env),
    args: ["src/main.ts"],
    env: childEnv([...declared.worker], {
      APP_ENV: env.APP_ENV,
      // It waits far more than it computes: a small nursery and no second reading of the sources halve its memory (340 MB without).
      NODE_OPTIONS: "--max-semi-space-size=4",
      NODE_COMPILE_CACHE: join(env.DATA_DIR, "compile-cache"),
      DATABASE_URL: databaseUrls.worker,
      WORKER_PORT: String(ports.worker),
      PORTAL_URL: addresses.portalUrl,
      PRIVATE_KEYS_DIR: keys.privateKeysDir,
      ARTIFACTS_DIR: join(env.DATA_DIR, "artifacts"),
    }),
    healthUrl: `${addresses.workerUrl}/healthz`,
    // It drains for up to two minutes and then hands its jobs back.
    stopMs: 130_000,
  };
}

export function webSpec({ env, ports, addresses, databaseUrls, authSecret, keys, mode }: Given): AppSpec {
  return {
    ...place("web", env),
    args: [join(repository, "apps/web/node_modules/next/dist/bin/next"), mode, "-p", String(ports.web), "-H", env.HOST],
    env: childEnv(declared.web, {
      APP_ENV: env.APP_ENV,
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      WEB_BUILD_DIR: env.WEB_BUILD_DIR,
      DATABASE_URL: databaseUrls.web,
      WEB_URL: addresses.webUrl,
      AUTH_SECRET: authSecret,
      SEALING_KEY_FILE: keys.publicKeyFile,
      ARTIFACTS_DIR: join(env.DATA_DIR, "artifacts"),
    }),
    healthUrl: `http://127.0.0.1:${ports.web}/api/health`,
    stopMs: 10_000,
  };
}

function place(name: string, env: ScriptsEnv): Pick<AppSpec, "name" | "cwd" | "logFile"> {
  return { name, cwd: join(repository, "apps", name), logFile: join(env.DATA_DIR, "logs", `${name}.log`) };
}

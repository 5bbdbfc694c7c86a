import { existsSync, readdirSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Limits } from "@pumpd/automations/define";
import { JOB_TYPES } from "@pumpd/automations/definitions";
import { type ArtifactPlace, artifactPlaceOf, artifactVariables } from "@pumpd/domain/artifacts";
import { HOST_PACE, type HostPace } from "@pumpd/domain/holds";
import { type PrivateHosts, parsePrivateHosts } from "@pumpd/domain/outgoing";
import type { RetentionTimes } from "@pumpd/domain/retention";
import { isDevelopmentKey } from "@pumpd/domain/vault";
import { appEnvSchema, TIMINGS } from "@pumpd/model";
import { z } from "zod";
import { type PortalHosts, parsePortalHosts } from "./portal-hosts.ts";
import type { MailSettings } from "./send-alerts.ts";

type Source = Readonly<Record<string, string | undefined>>;

const flag = z.enum(["true", "false"]).transform((word) => word === "true");
const milliseconds = z.coerce.number().int().positive();

/** Between what a click needs and what nobody waits for. */
const limit = z.number().int().min(1_000).max(3_600_000).optional();
const jobLimits = z.partialRecord(
  z.enum(JOB_TYPES),
  z.strictObject({ runMs: limit, stepMs: limit, stallMs: limit, extraMsPerItem: limit }),
);

const schema = z.object({
  APP_ENV: appEnvSchema.default("demo"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3100),
  /** whom the health server listens to */
  WORKER_HOST: z.string().min(1).default("127.0.0.1"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(8).default(2),
  PORTAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  PORTAL_HOSTS: z.string().optional(),
  JOB_LIMITS: z.string().transform(parseJson).pipe(jobLimits).default({}),
  WEBHOOK_PRIVATE_HOSTS: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  RETENTION_DAYS: z.coerce.number().int().min(7).default(90),
  PICTURE_DAYS: z.coerce.number().int().min(1).default(30),
  CANARY_MINUTES: z.coerce.number().int().min(0).default(360),
  PORTAL_SPACING_MS: z.coerce.number().int().min(0).default(HOST_PACE.spacingMs),
  PORTAL_USES_PER_MINUTE: z.coerce.number().int().min(1).default(HOST_PACE.mostUses),
  PRIVATE_KEYS_DIR: z.string().min(1),
  ...artifactVariables,
  WORKER_TEMP_DIR: z.string().min(1).optional(),
  /** tests only: how fast time runs, and where to die */
  WORKER_LEASE_MS: milliseconds.min(5_000).optional(),
  WORKER_HEARTBEAT_MS: milliseconds.optional(),
  WORKER_RECONCILE_MS: milliseconds.optional(),
  WORKER_DRAIN_MS: milliseconds.optional(),
  WORKER_PROBE_MS: milliseconds.optional(),
  WORKER_HOST_LOOK_MS: milliseconds.optional(),
  CRASH_AT: z.string().optional(),
});

const TEST_DOORS = [
  "WORKER_LEASE_MS",
  "WORKER_HEARTBEAT_MS",
  "WORKER_RECONCILE_MS",
  "WORKER_DRAIN_MS",
  "WORKER_PROBE_MS",
  "WORKER_HOST_LOOK_MS",
  "CRASH_AT",
] as const;

export type WorkerTimings = {
  leaseMs: number;
  heartbeatMs: number;
  reconcileMs: number;
  drainMs: number;
  /** how long a probe after *sent* may look */
  probeAfterSentMs: number;
  /** between two looks at a held host, all workers together */
  hostLookMs: number;
};

export type WorkerEnv = {
  databaseUrl: string;
  port: number;
  listenHost: string;
  host: string;
  concurrency: number;
  portalHosts: PortalHosts;
  pace: HostPace;
  /** what to look at to know whether the portal answers; null when no single one is named */
  portalUrl: string | null;
  /** in milliseconds, by job type, where they differ from the type's own */
  jobLimits: Readonly<Record<string, Partial<Limits>>>;
  /** receivers of webhooks inside our own network */
  webhookPrivateHosts: PrivateHosts;
  /** how alerts are mailed; null: they are not */
  mail: MailSettings | null;
  retention: RetentionTimes;
  /** between two looks at the pages of a job type; 0: none */
  canaryEveryMs: number;
  privateKeysDir: string;
  artifacts: ArtifactPlace;
  tempRoot: string;
  timings: WorkerTimings;
  /** `after-sent` or `after-sent:2`: the process kills itself there. Tests only. */
  crashAt: string | undefined;
};

/** Everything the worker reads from its environment at the start. Throws one sentence that names what does not fit. */
export function readEnv(source: Source = process.env): WorkerEnv {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "" && value !== undefined));
  const parsed = schema.safeParse(set);
  if (!parsed.success) throw unfit(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const env = parsed.data;
  isHeadless(source);
  const opened = TEST_DOORS.filter((name) => env[name] !== undefined);
  if (env.APP_ENV !== "test" && opened.length > 0) throw unfit([`${opened.join(", ")} only with APP_ENV=test`]);
  if (env.APP_ENV === "production" && holdsDevelopmentKey(env.PRIVATE_KEYS_DIR))
    throw unfit(["PRIVATE_KEYS_DIR: holds the key of a demo"]);
  if (!env.PORTAL_HOSTS && !env.PORTAL_URL) throw unfit(["PORTAL_URL: missing"]);
  if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined))
    throw unfit(["SMTP_URL and MAIL_FROM: both or none"]);
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.WORKER_PORT,
    listenHost: env.WORKER_HOST,
    host: hostname(),
    concurrency: env.WORKER_CONCURRENCY,
    portalHosts: parsePortalHosts({ hosts: env.PORTAL_HOSTS, portalUrl: env.PORTAL_URL }),
    pace: { spacingMs: env.PORTAL_SPACING_MS, windowMs: HOST_PACE.windowMs, mostUses: env.PORTAL_USES_PER_MINUTE },
    portalUrl: env.PORTAL_URL ?? null,
    jobLimits: env.JOB_LIMITS,
    webhookPrivateHosts: parsePrivateHosts(env.WEBHOOK_PRIVATE_HOSTS),
    mail: env.SMTP_URL && env.MAIL_FROM ? { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM } : null,
    retention: { jobDays: env.RETENTION_DAYS, pictureDays: env.PICTURE_DAYS },
    canaryEveryMs: env.CANARY_MINUTES * 60_000,
    privateKeysDir: resolve(env.PRIVATE_KEYS_DIR),
    artifacts: placeOf(env),
    tempRoot: resolve(env.WORKER_TEMP_DIR ?? join(tmpdir(), `pumpd-worker-${process.getuid?.() ?? "user"}`)),
    timings: {
      leaseMs: env.WORKER_LEASE_MS ?? TIMINGS.leaseMs,
      heartbeatMs: env.WORKER_HEARTBEAT_MS ?? TIMINGS.heartbeatMs,
      reconcileMs: env.WORKER_RECONCILE_MS ?? TIMINGS.reconcileMs,
      drainMs: env.WORKER_DRAIN_MS ?? TIMINGS.drainMs,
      probeAfterSentMs: env.WORKER_PROBE_MS ?? TIMINGS.probeAfterSentMs,
      hostLookMs: env.WORKER_HOST_LOOK_MS ?? TIMINGS.hostLookMs,
    },
    crashAt: env.CRASH_AT,
  };
}

function holdsDevelopmentKey(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).some(isDevelopmentKey);
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
}

function placeOf(env: z.infer<typeof schema>): ArtifactPlace {
  try {
    return artifactPlaceOf(env);
  } catch (error) {
    throw unfit([error instanceof Error ? error.message : String(error)]);
  }
}

function unfit(reasons: readonly string[]): Error {
  return new Error(`The environment does not fit: ${reasons.join("; ")}. See .env.example.`);
}

/** `NODE_ENV` decides the browser's mode; without it this is development. Read when it is asked for. */
export function isProduction(source: Source = process.env): boolean {
  return source.NODE_ENV === "production";
}

/** Headless, unless this is not production and `HEADLESS=false`. Production with a window is a mistake: it throws. */
export function isHeadless(source: Source = process.env): boolean {
  const wanted = readFlag(source, "HEADLESS", true);
  if (!wanted && isProduction(source)) throw unfit(["HEADLESS: cannot be false with NODE_ENV=production"]);
  return wanted;
}

/** `DEBUG_MODE=true` adds a picture per step and debug lines to each job. */
export function isDebug(source: Source = process.env): boolean {
  return readFlag(source, "DEBUG_MODE", false);
}

function readFlag(source: Source, name: string, otherwise: boolean): boolean {
  const word = source[name];
  if (word === undefined || word === "") return otherwise;
  const parsed = flag.safeParse(word.toLowerCase());
  if (!parsed.success) throw unfit([`${name}: true or false`]);
  return parsed.data;
}

/** What a browser may be told of this machine; it picks what it needs. */
export function browserEnvironment(source: Source = process.env): Source {
  return source;
}

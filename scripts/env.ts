import { resolve } from "node:path";
import { artifactVariables } from "@pumpd/domain/artifacts";
import { appEnvSchema } from "@pumpd/model";
import { z } from "zod";
import { repository } from "./repository.ts";

const port = z.coerce.number().int().min(0).max(65_535);

/** What the commands read from the environment, once. The apps have modules of their own; .env.example explains all. */
const schema = z.object({
  APP_ENV: appEnvSchema.default("demo"),
  /** Where Postgres, keys, artifacts and demo.json live. */
  DATA_DIR: z
    .string()
    .min(1)
    .default(".data")
    .transform((path) => resolve(repository, path)),
  /** A PostgreSQL of your own instead of the embedded one; the role must own the database. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Where files are kept instead of the data directory. */
  ...artifactVariables,
  PORT: port.default(3000),
  /** Whom web listens to. The demo's sign-in is printed, so by default it is this machine only. */
  HOST: z.string().min(1).default("127.0.0.1"),
  WORKER_PORT: port.default(3100),
  SIMULATOR_PORT: port.default(4000),
  /** Where the admin is built to, inside of apps/web. Tests have one of their own, so that a running admin keeps its build. */
  WEB_BUILD_DIR: z.enum([".next", ".next-test"]).default(".next"),
  /** Signs sessions. Made by itself for a demo, never in production. */
  AUTH_SECRET: z.string().min(32).optional(),
  /** Where people reach the admin, if that is not the port of this machine. */
  WEB_URL: z.url().optional(),
  /** A portal of its own instead of the simulator. */
  PORTAL_URL: z.url().optional(),
  SEALING_KEY_FILE: z.string().min(1).optional(),
  PRIVATE_KEYS_DIR: z.string().min(1).optional(),
  WEB_DATABASE_PASSWORD: z.string().min(16).optional(),
  WORKER_DATABASE_PASSWORD: z.string().min(16).optional(),
});

export type ScriptsEnv = z.infer<typeof schema>;

export function readEnv(source: NodeJS.ProcessEnv = process.env): ScriptsEnv {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment does not fit: ${reasons.join("; ")}. See .env.example.`);
}

/** Variables every child may see, because programs cannot find their way without them. No secret is among them. */
const everywhere = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NO_COLOR", "FORCE_COLOR", "NODE_EXTRA_CA_CERTS"];

/** A child's whole environment: the few that every program needs, what it declares, and what we set. Nothing else. */
export function childEnv(declared: readonly string[], set: { [name: string]: string }): { [name: string]: string } {
  const passed = [...everywhere, ...declared].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), ...set };
}

/** For a browser somebody looks at; the runner hands on only what a browser needs of it. */
export function browserEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

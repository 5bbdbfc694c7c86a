import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { whyNoSecret } from "@pumpd/model";
import { z } from "zod";
import type { ScriptsEnv } from "../env.ts";
import { readJson, writePrivateJson } from "./private-file.ts";

const schema = z.object({ authSecret: z.string(), webPassword: z.string(), workerPassword: z.string() });
export type Secrets = z.infer<typeof schema>;

/** Secrets from the environment; for a demo the missing ones are made once and kept in a file only this user can read. */
export function findSecrets(env: ScriptsEnv): Secrets {
  const given = {
    authSecret: env.AUTH_SECRET,
    webPassword: env.WEB_DATABASE_PASSWORD,
    workerPassword: env.WORKER_DATABASE_PASSWORD,
  };
  if (env.APP_ENV === "production") return requireAll(given);
  const file = join(env.DATA_DIR, "secrets.json");
  const known = schema.partial().safeParse(readJson(file));
  const make = () => randomBytes(32).toString("base64url");
  const made = { authSecret: make(), webPassword: make(), workerPassword: make() };
  const kept = { ...made, ...(known.success ? known.data : {}) };
  writePrivateJson(file, kept);
  return { ...kept, ...withoutAbsent(given) };
}

const names = {
  authSecret: "AUTH_SECRET",
  webPassword: "WEB_DATABASE_PASSWORD",
  workerPassword: "WORKER_DATABASE_PASSWORD",
};

function requireAll(given: Partial<Secrets>): Secrets {
  const parsed = schema.safeParse(given);
  if (parsed.success) return requireOwn(parsed.data);
  const missing = parsed.error.issues.map((issue) => names[issue.path[0] as keyof typeof names]);
  throw new Error(`APP_ENV=production makes no secrets of its own: set ${missing.join(", ")}.`);
}

function requireOwn(secrets: Secrets): Secrets {
  const why = whyNoSecret(secrets.authSecret);
  if (why) throw new Error(`AUTH_SECRET ${why}.`);
  return secrets;
}

function withoutAbsent(given: Partial<Secrets>): Partial<Secrets> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

import "server-only";
import { artifactVariables } from "@pumpd/api";
import { appEnvSchema, whyNoSecret } from "@pumpd/model";
import { z } from "zod";

const count = z.coerce.number().int().positive();

/** Every variable this app reads, once. Asked for lazily, because a build has none of them. */
const schema = z.object({
  APP_ENV: appEnvSchema.default("demo"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  WEB_URL: z.url().transform((url) => url.replace(/\/$/, "")),
  AUTH_SECRET: z.string().min(32, "AUTH_SECRET needs at least 32 characters"),
  SEALING_KEY_FILE: z.string().min(1),
  ...artifactVariables,
  /** the header in which our own proxy puts the client's address */
  CLIENT_IP_HEADER: z.string().min(1).optional(),
  /** who asks for /api/metrics shows it; without it there are none */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** receivers of webhooks inside our own network, as the worker has them */
  WEBHOOK_PRIVATE_HOSTS: z.string().optional(),
  /** where they differ from the defaults of the API */
  ENQUEUES_PER_MINUTE: count.optional(),
  ENQUEUES_PER_HOUR: count.optional(),
  UPLOADS_PER_HOUR: count.optional(),
  REST_REQUESTS_PER_MINUTE: count.optional(),
});

export type Env = z.infer<typeof schema>;
let parsed: Env | undefined;

export function env(): Env {
  parsed ??= parse();
  return parsed;
}

function parse(): Env {
  // Variables set to nothing count as not set: that is what an `.env` copied from the example holds.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return requireOwnSecret(result.data);
  const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The web app's environment is incomplete. ${wrong.join("; ")}. See .env.example.`);
}

/** Whoever knows the secret of the sessions is anybody: production does not begin with one out of a guide. */
function requireOwnSecret(read: Env): Env {
  const why = read.APP_ENV === "production" ? whyNoSecret(read.AUTH_SECRET) : undefined;
  if (why) throw new Error(`AUTH_SECRET ${why}. See .env.example.`);
  return read;
}

import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const flag = z.enum(["true", "false"]).transform((word) => word === "true");

const schema = z.object({
  APP_ENV: z.enum(["demo", "production", "test"]).default("demo"),
  /** 0 means any free port. */
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** Listen on port 80 as well, so that addresses need no port. Going without is not fatal, only reported. */
  SIMULATOR_ALSO_ON_PORT_80: flag.default(false),
  SIMULATOR_DATA_DIR: z.string().min(1).default(join(tmpdir(), "portal-simulator")),
  SIMULATOR_PROFILE: z.enum(["none", "local", "real"]).default("none"),
});

export type Env = z.infer<typeof schema>;

export function readEnv(source: NodeJS.ProcessEnv): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The simulator cannot start with this environment. ${reasons.join("; ")}`);
}

import "server-only";
import { appEnvSchema } from "@pumpd/model";
import { z } from "zod";

/** Every variable this app reads, once. Asked for lazily, because a build has none of them. */
const schema = z.object({
  APP_ENV: appEnvSchema.default("demo"),
});

export type Env = z.infer<typeof schema>;
let parsed: Env | undefined;

export function env(): Env {
  parsed ??= schema.parse(process.env);
  return parsed;
}

import { z } from "zod";

/** `run` may change the portal; `inspect` is an inspection: the same lease and gate, with every commit refused. */
export const JOB_MODES = ["run", "inspect"] as const;
export const jobModeSchema = z.enum(JOB_MODES);
export type JobMode = z.infer<typeof jobModeSchema>;

/** What a linked job is to the one it hangs on: an inspection that decides, compares or looks at pages, or one in its place. */
export type ParentReason = "inspection_of" | "drift_of" | "canary_of" | "edited_from" | "items_of";

/** Why an attempt began. `recovery` follows a lost worker. */
export const ATTEMPT_TRIGGERS = ["first", "auto_retry", "resume", "start_over", "recovery", "released"] as const;
export type AttemptTrigger = (typeof ATTEMPT_TRIGGERS)[number];

export const APP_ENVS = ["demo", "production", "test"] as const;
export const appEnvSchema = z.enum(APP_ENVS);
export type AppEnv = z.infer<typeof appEnvSchema>;

/** Who did something; the id says which person, key or worker. */
export const ACTOR_KINDS = ["person", "api_key", "worker", "system"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
export type Actor = { kind: ActorKind; id: string };

export const PRIORITIES = { urgent: -10, normal: 0, bulk: 10 } as const;
export type Priority = keyof typeof PRIORITIES;

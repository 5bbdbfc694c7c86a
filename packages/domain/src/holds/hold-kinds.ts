import type { HoldKind } from "@pumpd/db/schema";

/** Holds on a job type whose pages are not as we know them: a canary that finds them so again ends them. */
export const ENDED_BY_CANARY: readonly HoldKind[] = ["drift", "canary"];

/** Holds on a host that no person placed: when their time is over, one job tries, and its ending decides. */
export const ON_TRIAL: readonly HoldKind[] = ["throttle", "maintenance", "breaker"];

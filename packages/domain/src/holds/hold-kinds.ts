import type { HoldKind } from "@pumpd/db/schema";

/** Holds on a host that no person placed: when their time is over, one job tries, and its ending decides. */
export const ON_TRIAL: readonly HoldKind[] = ["throttle", "maintenance", "breaker"];

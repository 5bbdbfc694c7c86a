import type { Actor } from "@pumpd/model";

/** Who asks, as it is written on events and in the audit log. `requestId` ties both to the log of the web server. */
export type By = Actor & { name: string; requestId?: string };

import type { JobStatus } from "@pumpd/model";

/** What a verb on a job did. Pressing twice is `changed: false`, and the message says why in words for staff. */
export type Acted = { changed: boolean; status: JobStatus; message: string };

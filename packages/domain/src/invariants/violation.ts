/** The promises of the ledger. I1, I2, I3, I8 and I9 take more than our database: they stand with the chaos runs. */
export const INVARIANT_IDS = ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12"] as const;
export type InvariantId = (typeof INVARIANT_IDS)[number];

/** One broken promise, with what somebody needs to act on it. */
export type Violation = {
  invariant: InvariantId;
  /** one sentence */
  says: string;
  jobId?: string;
  detail?: Record<string, unknown>;
};

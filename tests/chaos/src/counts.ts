/** What a chaos run is judged by; each but the first two must be 0. */
export type Counts = {
  runs: number;
  kills: number;
  duplicates: number;
  lost: number;
  falseCompleted: number;
  falseFailed: number;
  leaks: number;
};

export const BAD_COUNTS = ["duplicates", "lost", "falseCompleted", "falseFailed", "leaks"] as const;
export type BadCount = (typeof BAD_COUNTS)[number];

export function noCounts(): Counts {
  return { runs: 0, kills: 0, duplicates: 0, lost: 0, falseCompleted: 0, falseFailed: 0, leaks: 0 };
}

export function addCounts(one: Counts, other: Counts): Counts {
  const sum = noCounts();
  for (const key of ["runs", "kills", ...BAD_COUNTS] as const) sum[key] = one[key] + other[key];
  return sum;
}

import { median, quantile } from "./measure.ts";

/** Does the thing once and answers what it cost, in milliseconds or whatever the measure counts. */
export type Sample = () => Promise<number>;

export type Compared = {
  ours: readonly number[];
  peer: readonly number[];
  /** median of the ratios of the pairs */
  ratio: number;
  /** the middle half of the ratios */
  spread: readonly [number, number];
};

/**
 * Ours and the peer's one right after the other, in alternating order, so that whatever else the machine does meets both.
 * @param warmUp pairs that are thrown away
 */
export async function comparePairs(
  { ours, peer }: { ours: Sample; peer: Sample },
  { pairs, warmUp = Math.ceil(pairs / 10) }: { pairs: number; warmUp?: number },
): Promise<Compared> {
  const our: number[] = [];
  const theirs: number[] = [];
  for (let at = -warmUp; at < pairs; at += 1) {
    const isOursFirst = at % 2 === 0;
    const first = await (isOursFirst ? ours : peer)();
    const second = await (isOursFirst ? peer : ours)();
    if (at < 0) continue;
    our.push(isOursFirst ? first : second);
    theirs.push(isOursFirst ? second : first);
  }
  const ratios = our.map((value, at) => value / (theirs[at] ?? Number.NaN));
  return { ours: our, peer: theirs, ratio: median(ratios), spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)] };
}

/** How long `work` takes, in milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** A seeded source of numbers: the same seed gives the same schedule of faults. */
export type Random = {
  readonly seed: string;
  /** from 0 (included) to 1 (not included) */
  next: () => number;
  /** whole, both ends included */
  between: (from: number, to: number) => number;
  pick: <T>(from: readonly T[]) => T;
  /** an independent source with a name of its own, so that one more draw here moves nothing there */
  fork: (name: string) => Random;
};

export function seededRandom(seed: string): Random {
  let state = hash(seed);
  function next(): number {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    seed,
    next,
    between,
    pick: (from) => {
      const one = from[between(0, from.length - 1)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
    fork: (name) => seededRandom(`${seed}/${name}`),
  };
}

/** FNV-1a, 32 bits */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
}

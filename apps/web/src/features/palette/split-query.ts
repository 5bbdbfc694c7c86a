export type SplitQuery = {
  /** job types whose name one of the words begins; all of them when none does */
  types: string[];
  /** the words that are no job type: who it is about */
  place: string;
};

type Titled = { type: string; title: string };

const MIN_LETTERS = 3;

/** "weta menu" is Upload menu for Wētā: words that begin a word of a job's title say what, the others say where. */
export function splitQuery(q: string, jobs: readonly Titled[]): SplitQuery {
  const words = q.trim().split(/\s+/).filter(Boolean);
  const isAbout = (word: string, { title }: Titled) =>
    word.length >= MIN_LETTERS &&
    title
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(word.toLowerCase()));
  const saysWhat = words.filter((word) => jobs.some((job) => isAbout(word, job)));
  const place = words.filter((word) => !saysWhat.includes(word)).join(" ");
  const types = jobs.filter((job) => saysWhat.length > 0 && saysWhat.every((word) => isAbout(word, job)));
  return { types: (types.length > 0 ? types : jobs).map(({ type }) => type), place };
}

/** The server stops counting there. */
const MOST_COUNTED = 1_000;

export const OVERVIEW_WORDS = {
  hello: "Kia ora",
  needsYou: "Needs you",
  onTheRail: "On the rail",
  allRunning: "All running jobs",
  waiting: "Waiting",
  givenUp: "Failed, still open",
  all: (n: number) => (n > MOST_COUNTED ? "All, over 1,000" : `All ${n}`),
  allGivenUp: "All given up",
  seeWhy: "See why",
  decide: "Decide",
  lookAtIt: "Look at it",
  performance: "Performance",
  today: "Today",
  completed: "Completed and seen",
  needsLook: "Need a look",
  failed: "Failed or timed out",
  nothingRuns: "Nothing is running.",
  nothingWaits: "Nothing is waiting.",
  quiet: "Nothing needs you.",
  startOne: "Start with a restaurant",
  completedToday: (n: number) => (n === 1 ? "1 job completed today." : `${n} jobs completed today.`),
  begin: "No restaurants yet",
  beginText: "Add the first one. Its page then says what comes next: the portal account, the registration, the menu.",
  addFirst: "Add restaurant",
  since: "Since",
  hasIt: (name: string) => `${name} has it`,
  nobodyHasIt: "nobody has it yet",
  todayCut: "The newest 5,000 of today.",
  picture: (place: string) => `What the portal shows for ${place}`,
  live: (age: string) => `Live, ${age} ago`,
  noPicture: "The picture comes after sign-in",
  bars: "How today's jobs ended, by hour",
} as const;

const SMALL = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const counted = (n: number): string => SMALL[n] ?? (n > MOST_COUNTED ? "Over 1,000" : String(n));

/** "Four things need you." and "Two jobs are running, three wait." */
export function overviewSentence({ needs, running, waiting }: { needs: number; running: number; waiting: number }): {
  first: string;
  second: string;
} {
  const first =
    needs === 0 ? "Nothing needs you." : needs === 1 ? "One thing needs you." : `${counted(needs)} things need you.`;
  if (running === 0 && waiting === 0) return { first, second: "Nothing is running or waiting." };
  const runs =
    running === 0
      ? "Nothing is running"
      : running === 1
        ? "One job is running"
        : `${counted(running)} jobs are running`;
  if (waiting === 0) return { first, second: `${runs}.` };
  const waits = waiting === 1 ? "one waits" : `${counted(waiting).toLowerCase()} wait`;
  return { first, second: `${runs}, ${waits}.` };
}

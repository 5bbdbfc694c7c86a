import type { Findings } from "@/features/answers";

/** `plan`: before anything is pressed. `drift`: some time after it was seen. */
export type InspectionKind = "plan" | "drift";

type KindWords = {
  button: string;
  headline: (findings: Findings) => string;
  added: string;
  changed: string;
  extra: string;
};

const things = (n: number) => (n === 1 ? "1 thing" : `${n} things`);

export const INSPECTION_WORDS: Record<InspectionKind, KindWords> = {
  plan: {
    button: "Check the portal first",
    headline: ({ counts }) => {
      const parts = [
        counts.added > 0 ? `add ${counts.added}` : "",
        counts.changed > 0 ? `change ${counts.changed}` : "",
      ].filter((part) => part !== "");
      if (parts.length === 0) return "All of it is so at the portal already. Pressing changes nothing.";
      const same = counts.same > 0 ? ` ${counts.same} ${counts.same === 1 ? "is" : "are"} so already.` : "";
      return `Pressing now would ${parts.join(" and ")}.${same}`;
    },
    added: "Would be added",
    changed: "Would be changed",
    extra: "Left alone",
  },
  drift: {
    button: "Still so at the portal?",
    headline: ({ counts }) => {
      const off = counts.added + counts.changed;
      return off === 0
        ? "The portal still shows what was asked for."
        : `${things(off)} at the portal no longer ${off === 1 ? "matches" : "match"}.`;
    },
    added: "Missing",
    changed: "Different",
    extra: "There beside it",
  },
};

export const INSPECTION_STATES = {
  looking: "Looking at the portal. Nothing is changed.",
  waiting: "Waits its turn to look at the portal.",
  notLooked: "We could not look.",
  formChanged: "The form has changed since; this is about what it said then.",
  otherLook: "Another look of this kind is under way. Press again when it has ended.",
  asked: "We look at the portal and change nothing.",
  now: "now",
  wanted: "asked for",
  showAll: (n: number) => `Show all ${n}`,
  notListed: (n: number) => `and ${n} more`,
  looked: "We looked and changed nothing.",
  lookedAs: "Look",
} as const;

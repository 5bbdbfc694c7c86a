export const NOTICE_WORDS = {
  title: "Your jobs",
  bell: (n: number) => (n === 0 ? "What became of your jobs" : `${n} of your jobs ended or need you`),
  none: "What you start shows here when it ends or needs you.",
  all: "All your jobs",
  fresh: "new",
} as const;

export const HEALTH_WORDS = {
  machinery: "Machinery",
  notAsked: "not asked yet",
  answersIn: (duration: string) => `answers in ${duration}`,
  looked: (ago: string) => `looked ${ago}`,
  beat: (ago: string) => `beat ${ago}`,
  busy: (running: number, slots: number) => `${running} of ${slots} busy`,
  noWorker: "No worker beats. Jobs wait and are not lost.",
} as const;

/** Five tones and nothing else. `seen` is the only green there is, and it is earned by a look at the portal. */
export type Tone = "idle" | "move" | "seen" | "bell" | "fail";

export const TONE_TEXT: Record<Tone, string> = {
  idle: "text-ink-2",
  move: "text-move",
  seen: "text-seen",
  bell: "text-bell",
  fail: "text-fail",
};

export const TONE_SOFT: Record<Tone, string> = {
  idle: "bg-well border-line-2 text-ink-2",
  move: "bg-move-soft border-move-line text-move",
  seen: "bg-seen-soft border-seen-line text-seen",
  bell: "bg-bell-soft border-bell-line text-bell",
  fail: "bg-fail-soft border-fail-line text-fail",
};

"use client";
import { useNow, useZone } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { ageWords, clockWords } from "@/lib/time";

const WORDS = {
  updated: "Updated",
  reconnecting: "Reconnecting",
  lastLooked: (time: string) => `, last looked ${time}`,
  now: "now",
  ago: (age: string) => `${age} ago`,
} as const;

/**
 * When we last looked, ticking. Green only while the last look was answered; amber while we cannot look, which says
 * nothing about the jobs themselves.
 */
export function Freshness({
  lookedAtMs,
  isReconnecting,
  verb = WORDS.updated,
}: {
  lookedAtMs: number;
  isReconnecting: boolean;
  verb?: string;
}) {
  const now = useNow();
  const zone = useZone();
  const age = Math.max(0, now - lookedAtMs);
  return (
    <span className="flex items-center gap-2 text-12 whitespace-nowrap text-ink-2">
      <i aria-hidden className={cn("size-[7px] rounded-full", isReconnecting ? "bg-bell-solid" : "bg-seen-solid")} />
      {isReconnecting ? (
        <span className="text-bell">
          {WORDS.reconnecting}
          <span className="hidden desk:inline">{WORDS.lastLooked(clockWords(new Date(lookedAtMs), zone))}</span>
        </span>
      ) : (
        <span>
          <span className="hidden desk:inline">{verb} </span>
          {age < 1000 ? WORDS.now : WORDS.ago(ageWords(age))}
        </span>
      )}
    </span>
  );
}

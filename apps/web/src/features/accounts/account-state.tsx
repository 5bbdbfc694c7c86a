import { KeyRound, OctagonPause } from "lucide-react";
import { Time } from "@/components/time";
import { TONE_TEXT, type Tone } from "@/components/tone";
import type { Account } from "@/features/answers";
import { cn } from "@/lib/cn";
import { ACCOUNT_WORDS as W } from "./words";

const TONES: Record<Account["state"], Tone> = { works: "seen", not_tried: "idle", on_hold: "bell" };

/** By its last look, never by a stored word. */
export function AccountState({ account }: { account: Account }) {
  const Icon = account.state === "on_hold" ? OctagonPause : KeyRound;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-2 font-control",
        account.state === "works" ? "text-ink" : TONE_TEXT[TONES[account.state]],
      )}
    >
      <Icon aria-hidden className={TONE_TEXT[TONES[account.state]]} />
      {W.states[account.state]}
    </span>
  );
}

export function AccountNote({ account }: { account: Account }) {
  if (account.hold) return account.hold;
  if (!account.hasPassword) return W.noPassword;
  if (!account.lastSignedInAt) return W.never;
  return (
    <>
      {W.signedInFine} <Time at={account.lastSignedInAt} as="ago" />
    </>
  );
}

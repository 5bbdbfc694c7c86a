import { STATE_WORDS } from "@pumpd/model/words";
import { OctagonPause } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "@/components/time";
import { PasswordButton } from "@/features/accounts/password-button";
import type { Overview } from "@/features/answers";
import { OVERVIEW_WORDS } from "@/features/overview/words";

type NeedRowProps = Record<"word" | "place" | "what" | "sentence" | "meta" | "action", ReactNode>;

/** One thing that needs somebody: word, place, sentence, since when, one button. */
export function NeedRow({ word, place, what, sentence, meta, action }: NeedRowProps) {
  return (
    <li className="flex flex-col gap-3 px-5 py-4 desk:flex-row desk:items-center desk:gap-6">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          {word}
          {place}
          <span className="text-13 text-ink-2">{what}</span>
        </p>
        <p className="mt-0.5 text-14 text-ink-2 desk:ml-6">{sentence}</p>
        <p className="text-12 text-ink-3 desk:ml-6">{meta}</p>
      </div>
      <span className="shrink-0">{action}</span>
    </li>
  );
}

/** A reason not to start, which somebody can take away. */
export function HoldRow({ hold }: { hold: Overview["holds"][number] }) {
  return (
    <NeedRow
      word={
        <span className="inline-flex items-center gap-2 text-13 font-control text-bell">
          <OctagonPause aria-hidden />
          <span className="self-baseline">{STATE_WORDS.on_hold.word}</span>
        </span>
      }
      place={<span className="min-w-0 font-heading break-words">{hold.title}</span>}
      what={null}
      sentence={[hold.reason, waitWords(hold.jobCount)].filter(Boolean).join(" ")}
      meta={
        <>
          {OVERVIEW_WORDS.since} <Time at={hold.since} as="moment" />
          {hold.restaurants.length > 0 ? ` · ${hold.restaurants.join(", ")}` : null}
        </>
      }
      action={hold.accountId ? <PasswordButton accountId={hold.accountId} login={hold.title} /> : null}
    />
  );
}

function waitWords(count: number): string | undefined {
  if (count === 0) return undefined;
  if (count > 1_000) return "Over 1,000 jobs go on by themselves once this is settled.";
  return count === 1
    ? "One job goes on by itself once this is settled."
    : `${count} jobs go on by themselves once this is settled.`;
}

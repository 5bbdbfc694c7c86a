import type { DisplayState } from "@pumpd/model";
import { STATE_WORDS } from "@pumpd/model/words";
import { TONE_TEXT } from "@/components/tone";
import { Pill } from "@/components/ui/pill";
import { cn } from "@/lib/cn";
import { StateIcon } from "./state-icon";

type StatusProps = {
  state: DisplayState;
  /** what goes behind the word: ", 4 of 6" or " in 20 s" */
  more?: string;
};

/** Word and icon for a row. A finished row is ink: its green is the icon's alone. */
export function StatusWord({ state, more, className }: StatusProps & { className?: string }) {
  const { word, tone } = STATE_WORDS[state];
  return (
    <span
      className={cn(
        "inline-flex items-center gap-2 whitespace-nowrap font-control",
        tone === "seen" ? "text-ink" : TONE_TEXT[tone],
        className,
      )}
    >
      <StateIcon state={state} className={TONE_TEXT[tone]} />
      {/* the line it stands in follows the word, not the icon */}
      <span className="self-baseline">
        {word}
        {more}
      </span>
    </span>
  );
}

/** The same for the head of a page. */
export function StatusPill({ state, more }: StatusProps) {
  const { word, tone } = STATE_WORDS[state];
  return (
    <Pill tone={tone} icon={<StateIcon state={state} />}>
      {word}
      {more}
    </Pill>
  );
}

import { Maximize2, Pause, Play } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";

export type LiveFrameWords = {
  live: string;
  paused: string;
  pause: string;
  goOn: string;
  enlarge: string;
  alt: string;
};

type LiveFrameProps = {
  /** undefined while there is none yet */
  src: string | undefined;
  isPaused: boolean;
  onPause: (isPaused: boolean) => void;
  onEnlarge: () => void;
  /** what stands in the picture's place while there is none */
  placeholder: ReactNode;
  age: ReactNode;
  caption: ReactNode;
  note: ReactNode;
  words: LiveFrameWords;
};

/** What a browser far away shows now, with its age; a moving picture can be paused. */
export function LiveFrame(props: LiveFrameProps) {
  const { src, isPaused, onPause, onEnlarge, placeholder, age, caption, note, words } = props;
  return (
    <Card aria-label={words.live} className="overflow-hidden">
      <div className="flex h-[42px] items-center gap-2 pr-1.5 pl-3">
        <i aria-hidden className={cn("size-[7px] rounded-full", isPaused || !src ? "bg-control" : "bg-move-solid")} />
        <span className={cn("text-13 font-heading", isPaused ? "text-ink-2" : "text-move")}>
          {isPaused ? words.paused : words.live}
        </span>
        <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{age}</span>
        <Button
          look="ghost"
          size="icon"
          aria-label={isPaused ? words.goOn : words.pause}
          onClick={() => onPause(!isPaused)}
        >
          {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        </Button>
        <Button look="ghost" size="icon" aria-label={words.enlarge} onClick={onEnlarge} disabled={!src}>
          <Maximize2 aria-hidden />
        </Button>
      </div>
      <div className="border-y border-line bg-well">
        {src ? (
          <img src={src} alt={words.alt} className="aspect-[8/5] w-full object-cover object-top" />
        ) : (
          <div className="grid aspect-[8/5] place-items-center px-6 text-center text-13 text-ink-3">{placeholder}</div>
        )}
      </div>
      <div className="flex justify-between gap-3 px-3 py-2.5 text-12">
        <span className="min-w-0 truncate">{caption}</span>
        <span className="shrink-0 text-ink-3">{note}</span>
      </div>
    </Card>
  );
}

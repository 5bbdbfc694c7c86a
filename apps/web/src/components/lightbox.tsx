"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type LightboxPicture = { id: string; src: string; title: string; note?: ReactNode };
export type LightboxWords = { previous: string; next: string; place: (n: number, of: number) => string };

type LightboxProps = {
  pictures: readonly LightboxPicture[];
  /** which one is open; undefined closes it */
  shownId: string | undefined;
  onShow: (id: string | undefined) => void;
  words: LightboxWords;
};

/** One picture as large as the window allows; arrow keys go to its neighbours. */
export function Lightbox({ pictures, shownId, onShow, words }: LightboxProps) {
  const index = pictures.findIndex((one) => one.id === shownId);
  const shown = pictures[index];
  if (!shown) return null;
  const go = (by: number) => {
    const there = pictures[index + by];
    if (there) onShow(there.id);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onShow(undefined)}
      title={shown.title}
      description={shown.note}
      className="desk:top-[4dvh] desk:max-h-[92dvh] desk:w-[min(1240px,calc(100vw-48px))]"
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") go(-1);
        if (event.key === "ArrowRight") go(1);
      }}
      footer={
        pictures.length > 1 ? (
          <>
            <Button onClick={() => go(-1)} disabled={index === 0}>
              <ChevronLeft aria-hidden />
              {words.previous}
            </Button>
            <Button onClick={() => go(1)} disabled={index === pictures.length - 1}>
              {words.next}
              <ChevronRight aria-hidden />
            </Button>
            <span className="text-13 text-ink-3">{words.place(index + 1, pictures.length)}</span>
          </>
        ) : undefined
      }
    >
      <img src={shown.src} alt={shown.title} className="mx-auto max-w-full rounded-control border border-line-2" />
    </Dialog>
  );
}

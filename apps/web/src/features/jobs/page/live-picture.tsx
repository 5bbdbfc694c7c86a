"use client";
import { useState } from "react";
import { Lightbox } from "@/components/lightbox";
import { LiveFrame } from "@/components/live-frame";
import type { JobDetail } from "@/features/answers";
import { useKeys } from "@/features/keys/use-keys";
import { useNow } from "@/lib/clock";
import { ageWords } from "@/lib/time";
import { useLivePicture } from "../use-live-picture";
import { LIGHTBOX_WORDS, LIVE_WORDS as W } from "./words";

const ID = "live";

/** What the portal shows to our browser now. Drawn only while somebody looks, never during sign-in. */
export function LivePicture({ job }: { job: JobDetail }) {
  const [isPaused, setIsPaused] = useState(false);
  const [isLarge, setIsLarge] = useState(false);
  const picture = useLivePicture(job.id, !isPaused);
  const nowMs = useNow();
  useKeys({ p: () => setIsPaused((was) => !was) });
  const age = picture ? W.age(ageWords(nowMs - picture.takenAtMs)) : undefined;
  const alt = W.alt(job.progress?.message ?? job.restaurant.name);
  return (
    <>
      <LiveFrame
        src={picture?.url}
        isPaused={isPaused}
        onPause={setIsPaused}
        onEnlarge={() => setIsLarge(true)}
        placeholder={job.status === "pending" ? W.notYet : W.soon}
        age={age}
        caption={job.progress?.item?.label ?? job.progress?.message ?? ""}
        note={W.hatched}
        words={{ ...W, alt }}
      />
      <Lightbox
        pictures={picture ? [{ id: ID, src: picture.url, title: alt, note: age }] : []}
        shownId={isLarge ? ID : undefined}
        onShow={() => setIsLarge(false)}
        words={LIGHTBOX_WORDS}
      />
    </>
  );
}

"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { trpc } from "@/lib/trpc/client";

export type LivePicture = { url: string; takenAtMs: number };

/** The worker draws for 15 s after each of these. */
const WATCH_EVERY_MS = 10_000;
/** As often as the worker draws. */
const LOOK_EVERY_MS = 1_000;

/**
 * The newest picture of a running job, while this page is in front. Asks for nothing when the tab is hidden or when it
 * was paused, so that the worker draws nothing either.
 */
export function useLivePicture(jobId: string, isWanted: boolean): LivePicture | undefined {
  const utils = trpc.useUtils();
  const [picture, setPicture] = useState<LivePicture>();
  const watch = useEffectEvent(() => utils.client.jobs.watch.mutate({ id: jobId }));

  useEffect(() => {
    if (!isWanted) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let watchedAtMs = Number.NEGATIVE_INFINITY;

    let isLooking = false;

    async function look() {
      if (isLooking || document.hidden || abort.signal.aborted) return;
      clearTimeout(timer);
      isLooking = true;
      try {
        if (performance.now() - watchedAtMs >= WATCH_EVERY_MS) {
          await watch();
          watchedAtMs = performance.now();
        }
        const answer = await fetch(`/api/jobs/${jobId}/live`, { signal: abort.signal });
        const takenAt = answer.headers.get("x-taken-at");
        if (answer.status === 200 && takenAt) {
          const bytes = await answer.blob();
          if (abort.signal.aborted) return;
          const url = URL.createObjectURL(bytes);
          setPicture({ url, takenAtMs: Date.parse(takenAt) });
        }
      } catch {
        // No picture is no news about the job; the page says elsewhere when our server does not answer.
      }
      isLooking = false;
      if (!abort.signal.aborted) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    }

    void look();
    const lookAgain = () => void look();
    document.addEventListener("visibilitychange", lookAgain);
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", lookAgain);
    };
  }, [jobId, isWanted]);

  const url = picture?.url;
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url);
  }, [url]);

  return picture;
}

"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { JobRow } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";
import { nextLookMs } from "./polling-pace";

type Watch = {
  /** these jobs; without them, whatever changed in the organisation */
  ids?: readonly string[];
  /** of what stands on the page, the jobs that wait or run: their words change with the clock */
  moving?: readonly string[];
  /** something on the page is under way */
  isMoving: boolean;
  onRows: (rows: JobRow[]) => void;
};

export type Looking = {
  lookedAtMs: number;
  /** we cannot look at the moment; says nothing about the jobs */
  isReconnecting: boolean;
  nextLookAtMs: number | undefined;
  lookNow: () => void;
};

const MOST_MOVING = 100;

/**
 * The one polling hook. A hidden tab never asks; a change, a return to the tab or the network starts the quick pace
 * again. A push channel may later replace what is inside.
 */
export function useJobStatus({ ids, moving = ids, isMoving, onRows }: Watch): Looking {
  const utils = trpc.useUtils();
  const [lookedAtMs, setLookedAtMs] = useState(() => Date.now());
  const [failures, setFailures] = useState(0);
  const [nextLookAtMs, setNextLookAtMs] = useState<number>();
  const changedAtMs = useRef(0);
  const cursor = useRef<string>(undefined);
  const lookNow = useRef<() => void>(() => {});
  const key = ids?.join() ?? "";
  const askedKey = useRef(key);

  const known = useRef(new Map<string, string>());

  /** True when something on the page is no longer so. */
  const ask = useEffectEvent(async (signal: AbortSignal): Promise<boolean> => {
    // Other jobs are told from the beginning.
    if (askedKey.current !== key) cursor.current = undefined;
    askedKey.current = key;
    const answer = await utils.client.jobs.status.query(
      {
        ids: ids && [...ids],
        moving: isMoving && cursor.current ? moving?.slice(0, MOST_MOVING) : undefined,
        since: cursor.current,
      },
      { signal },
    );
    // The first answer of a list only finds our place: its rows stand on the page already.
    const isFirst = !ids && cursor.current === undefined;
    cursor.current = answer.cursor;
    const changed = answer.rows.filter((row) => known.current.get(row.id) !== `${row.updatedAt} ${row.state}`);
    for (const row of changed) known.current.set(row.id, `${row.updatedAt} ${row.state}`);
    if (changed.length === 0 || isFirst) return false;
    onRows(changed);
    return true;
  });
  const delayMs = useEffectEvent((failuresInARow: number) =>
    nextLookMs({ isMoving, sinceChangeMs: Date.now() - changedAtMs.current, failuresInARow, random: Math.random() }),
  );

  // Other jobs are a new watch, and so is a new pace.
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    let failuresInARow = 0;
    changedAtMs.current = Date.now();

    function plan() {
      clearTimeout(timer);
      if (document.hidden || abort.signal.aborted) return;
      const ms = delayMs(failuresInARow);
      setNextLookAtMs(Date.now() + ms);
      timer = setTimeout(() => void look(), ms);
    }

    async function look() {
      if (isAsking || document.hidden) return;
      isAsking = true;
      clearTimeout(timer);
      try {
        if (await ask(abort.signal)) changedAtMs.current = Date.now();
        failuresInARow = 0;
        setLookedAtMs(Date.now());
      } catch {
        // Any cause is the same to the page: it could not look, says so and tries again.
        if (!abort.signal.aborted) failuresInARow += 1;
      }
      isAsking = false;
      if (abort.signal.aborted) return;
      setFailures(failuresInARow);
      plan();
    }

    function lookAgain() {
      if (document.hidden) return clearTimeout(timer);
      changedAtMs.current = Date.now();
      void look();
    }

    lookNow.current = lookAgain;
    void look();
    document.addEventListener("visibilitychange", lookAgain);
    window.addEventListener("online", lookAgain);
    // The look fails at once, and the page says so instead of growing old in green.
    window.addEventListener("offline", lookAgain);
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", lookAgain);
      window.removeEventListener("online", lookAgain);
      window.removeEventListener("offline", lookAgain);
    };
  }, [key, isMoving]);

  return { lookedAtMs, isReconnecting: failures > 0, nextLookAtMs, lookNow: () => lookNow.current() };
}

"use client";
import { Globe, HeartPulse } from "lucide-react";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { ageWords } from "@/lib/time";
import { useMachinery } from "./use-machinery";

/** By age of the last beat and the last answer, never by a stored word. */
export function MachineryFoot() {
  const machinery = useMachinery();
  const now = useNow();
  if (!machinery) return null;
  const { portal } = machinery;
  const alive = machinery.workers.filter((worker) => worker.isAlive);
  const lastBeat = alive.map((worker) => Date.parse(worker.beatAt)).sort((a, b) => b - a)[0];
  return (
    <dl className="space-y-1 rounded-card border border-line-2 px-3 py-2 text-12 text-ink-2">
      <div className="flex items-center gap-2.5">
        <Globe aria-hidden className={cn("!size-3.5", portal.lastAnswerAt ? "text-seen" : "text-ink-3")} />
        <dt className="flex-1">{portal.lastAnswerAt ? "Portal answered" : "Portal not asked yet"}</dt>
        <dd className="text-ink-3">
          {portal.lastAnswerAt ? `${ageWords(now - Date.parse(portal.lastAnswerAt))} ago` : null}
        </dd>
      </div>
      <div className="flex items-center gap-2.5">
        <HeartPulse aria-hidden className={cn("!size-3.5", alive.length > 0 ? "text-seen" : "text-bell")} />
        <dt className={cn("flex-1", alive.length === 0 && "text-bell")}>{workerWords(alive.length)}</dt>
        <dd className="text-ink-3">{lastBeat ? `${ageWords(now - lastBeat)} ago` : null}</dd>
      </div>
    </dl>
  );
}

function workerWords(count: number): string {
  if (count === 0) return "No worker beats";
  return count === 1 ? "1 worker" : `${count} workers`;
}

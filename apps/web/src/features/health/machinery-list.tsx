"use client";
import { Globe, HeartPulse } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { ageWords, durationWords } from "@/lib/time";
import { useMachinery } from "./use-machinery";
import { HEALTH_WORDS as W } from "./words";

/** The portal and each worker, by the age of what they last said. */
export function MachineryList() {
  const machinery = useMachinery();
  const now = useNow();
  if (!machinery) return null;
  const { portal, workers } = machinery;
  const ago = (at: string) => `${ageWords(now - Date.parse(at))} ago`;
  return (
    <section aria-labelledby="machinery" className="border-t border-line-2 pt-5">
      <h2 id="machinery" className="mb-2 text-16 font-heading">
        {W.machinery}
      </h2>
      <ul className="space-y-2 text-13">
        <Line
          icon={<Globe aria-hidden className={portal.lastAnswerAt ? "text-seen" : "text-ink-3"} />}
          name={portal.host}
          state={portal.answerMs === null ? W.notAsked : W.answersIn(durationWords(Math.max(100, portal.answerMs)))}
          age={portal.lastAnswerAt ? W.looked(ago(portal.lastAnswerAt)) : null}
        />
        {workers.map((worker) => (
          <Line
            key={worker.id}
            icon={<HeartPulse aria-hidden className={worker.isAlive ? "text-seen" : "text-bell"} />}
            name={worker.host}
            state={worker.notTaking ?? W.busy(worker.running, worker.slots)}
            age={W.beat(ago(worker.beatAt))}
            isCalling={!worker.isAlive || worker.notTaking !== null}
          />
        ))}
      </ul>
      {workers.length === 0 ? <p className="mt-1.5 text-13 text-bell">{W.noWorker}</p> : null}
    </section>
  );
}

type LineProps = { icon: ReactNode; name: string; state: string; age: string | null; isCalling?: boolean };

function Line({ icon, name, state, age, isCalling = false }: LineProps) {
  return (
    <li className="flex items-baseline gap-3">
      <span className="self-center">{icon}</span>
      <span className="voice-machine min-w-0 flex-1 truncate">{name}</span>
      <span className={cn("text-right", isCalling ? "text-bell" : "text-ink-2")}>
        {state}
        <span className="block text-12 text-ink-3">{age}</span>
      </span>
    </li>
  );
}

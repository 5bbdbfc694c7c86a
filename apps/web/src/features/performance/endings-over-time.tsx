"use client";
import { Table2 } from "lucide-react";
import { Fold } from "@/components/fold";
import { Card } from "@/components/ui/card";
import type { Performance } from "@/features/answers";
import { useZone } from "@/lib/clock";
import { clockWords, dateWords } from "@/lib/time";
import { PERFORMANCE_WORDS as W } from "./words";

type Ending = Performance["over"][number];

/** Stacked bars, well at the bottom; the same numbers stand below as a table. */
export function EndingsOverTime({ over, by }: { over: readonly Ending[]; by: "hour" | "day" }) {
  const zone = useZone();
  const label = (at: string) => (by === "hour" ? clockWords(new Date(at), zone) : dateWords(new Date(at), zone));
  const highest = Math.max(1, ...over.map(totalOf));
  return (
    <Card aria-label={W.over} className="p-5">
      <h2 className="text-16 font-heading">{W.over}</h2>
      <div aria-hidden className="mt-4 flex h-28 items-end gap-0.5 border-b border-line-2">
        {over.map((one) => (
          <div
            key={one.at}
            title={`${label(one.at)}: ${saidOf(one)}`}
            className="flex h-full min-w-0 flex-1 flex-col justify-end gap-px"
          >
            <Bar share={one.failed / highest} className="bg-fail-solid" />
            <Bar share={one.partial / highest} className="bg-bell-solid" />
            <Bar share={one.succeeded / highest} className="bg-seen-solid" />
          </div>
        ))}
      </div>
      <div aria-hidden className="mt-1 flex justify-between text-11 text-ink-3">
        {[over[0], over[Math.floor(over.length / 2)], over.at(-1)].map((one) =>
          one ? <span key={one.at}>{label(one.at)}</span> : null,
        )}
      </div>
      <div className="mt-3">
        <Fold icon={<Table2 aria-hidden />} title={W.table}>
          <table className="w-full text-13">
            <tbody>
              {over.filter(totalOf).map((one) => (
                <tr key={one.at}>
                  <th scope="row" className="py-0.5 pr-4 text-left font-regular text-ink-3">
                    {label(one.at)}
                  </th>
                  <td className="text-ink-2">{saidOf(one)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Fold>
      </div>
    </Card>
  );
}

function Bar({ share, className }: { share: number; className: string }) {
  return share > 0 ? (
    <span className={`w-full rounded-[2px] ${className}`} style={{ height: `${share * 100}%` }} />
  ) : null;
}

function totalOf({ succeeded, partial, failed }: Ending): number {
  return succeeded + partial + failed;
}

function saidOf({ succeeded, partial, failed }: Ending): string {
  return `${succeeded} ${W.succeeded}, ${partial} ${W.partial}, ${failed} ${W.failed}`;
}

"use client";
import { Equal, Minus, PencilLine, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Findings } from "@/features/answers";
import { INSPECTION_WORDS, type InspectionKind, INSPECTION_STATES as S } from "./words";

const SHOWN_AT_FIRST = 6;
const KINDS = ["added", "changed", "extra"] as const;
const ICON = {
  added: <Plus aria-hidden className="text-act" />,
  changed: <PencilLine aria-hidden className="text-bell" />,
  extra: <Minus aria-hidden className="text-ink-3" />,
} as const;

/** What a look at the portal found: what differs, thing by thing. What is the same is only counted. */
export function FindingsList({ findings, kind }: { findings: Findings; kind: InspectionKind }) {
  const [isWhole, setWhole] = useState(false);
  const words = INSPECTION_WORDS[kind];
  const items = findings.items.filter((item) => item.kind !== "same");
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST);
  const total = KINDS.reduce((sum, one) => sum + findings.counts[one], 0);
  if (items.length === 0)
    return (
      <p className="flex items-center gap-2 text-13 text-seen">
        <Equal aria-hidden />
        {words.headline(findings)}
      </p>
    );
  return (
    <div className="text-13">
      <p className="text-14 font-control">{words.headline(findings)}</p>
      {KINDS.map((one) => {
        const group = shown.filter((item) => item.kind === one);
        if (group.length === 0) return null;
        return (
          <div key={one} className="mt-2.5">
            <p className="text-ink-3">
              {words[one]} ({findings.counts[one]})
            </p>
            <ul className="mt-1 space-y-1.5">
              {group.map((item, index) => (
                <li key={`${index} ${item.label}`} className="flex gap-2.5">
                  <span className="mt-0.5">{ICON[one]}</span>
                  <span className="min-w-0 break-words">
                    {item.label}
                    <span className="block text-ink-3">{beside(item)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {items.length > shown.length ? (
        <Button look="link" size="text" className="mt-2" onClick={() => setWhole(true)}>
          {S.showAll(items.length)}
        </Button>
      ) : total > items.length ? (
        <p className="mt-2 text-ink-3">{S.notListed(total - items.length)}</p>
      ) : null}
    </div>
  );
}

function beside({ before, after, label }: Findings["items"][number]): string {
  if (before === null) return after ?? "";
  if (after === null) return before === label ? "" : before;
  return `${S.now}: ${before || "–"} · ${S.wanted}: ${after || "–"}`;
}

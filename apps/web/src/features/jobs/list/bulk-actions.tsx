"use client";
import { ListChecks } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { BulkAction } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { bulkTitle, BULK_WORDS as W } from "./bulk-words";

/** How far each is, why some were left alone, and the way to stop it. */
export default function BulkActions({ actions }: { actions: readonly BulkAction[] }) {
  const utils = trpc.useUtils();
  const may = useMay("operator");
  const stop = trpc.bulk.stop.useMutation({ onSettled: () => utils.bulk.list.invalidate() });
  return (
    <ul className="space-y-2 px-4 pb-3 desk:px-8">
      {actions.map((action) => (
        <li
          key={action.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-move-line bg-move-soft px-4 py-2 text-13 text-ink-2"
        >
          <ListChecks aria-hidden className="text-move" />
          <span className="min-w-0 flex-1 basis-60" role="status">
            {action.endedAt ? W.ended(action) : W.running(action)}
            {action.reasons.map(({ message, count }) => (
              <span key={message} className="block text-12 text-ink-3">
                {W.reason(count, message)}
              </span>
            ))}
          </span>
          {action.endedAt ? null : (
            <>
              <Bar action={action} />
              {may.may ? (
                <Button
                  look="link"
                  size="text"
                  aria-label={`${W.stop}: ${bulkTitle(action)}`}
                  disabled={stop.isPending}
                  onClick={() => stop.mutate({ id: action.id })}
                >
                  {W.stop}
                </Button>
              ) : null}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Bar({ action }: { action: BulkAction }) {
  const percent = Math.round(((action.done + action.skipped) / Math.max(1, action.total)) * 100);
  return (
    <span
      role="img"
      aria-label={`${percent} % looked at`}
      className="hidden h-1 w-28 overflow-hidden rounded-full bg-line desk:block"
    >
      <span
        className="block h-full bg-move-solid transition-[width] duration-400 ease-linear"
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}

"use client";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import type { AuditRow } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";
import { Nothing, Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

const PAGE = 25;

export function AuditLog() {
  const audit = trpc.audit.list.useInfiniteQuery(
    { limit: PAGE },
    { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
  );
  const rows: AuditRow[] = audit.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Section title={W.audit} lead={W.auditLead}>
      {audit.isPending ? <LoadingRows /> : null}
      {audit.isError && rows.length === 0 ? <NoAnswer error={audit.error} onRetry={audit.refetch} /> : null}
      {audit.isSuccess && rows.length === 0 ? <Nothing>{W.noAudit}</Nothing> : null}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-x-6 px-5 py-2.5 desk:grid-cols-[9rem_12rem_minmax(0,1fr)]">
            <Time at={row.at} className="text-13 text-ink-3" />
            <span className="truncate">{row.actorName ?? row.actorKind}</span>
            <span className="min-w-0">
              <span className="font-control">{row.action}</span>{" "}
              <span className="voice-machine text-13 break-all text-ink-3">{row.targetId}</span>
            </span>
          </li>
        ))}
      </ul>
      {audit.hasNextPage ? (
        <div className="border-t border-line px-5 py-3">
          <Button disabled={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {W.more}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

"use client";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import type { UsageRow } from "@/features/answers";
import { useJobTitle } from "@/features/jobs/job-titles";
import { trpc } from "@/lib/trpc/client";
import { Line, Nothing, Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

/** What was completed per month, and of which kind. */
export function Usage() {
  const usage = trpc.organisation.usage.useQuery();
  const rows: UsageRow[] = usage.data ?? [];
  const titleOf = useJobTitle();
  const months = Map.groupBy(rows, ({ month }) => month);
  return (
    <Section title={W.usage} lead={W.usageLead}>
      {usage.isPending ? <LoadingRows rows={2} /> : null}
      {usage.isError ? <NoAnswer error={usage.error} onRetry={usage.refetch} /> : null}
      {usage.isSuccess && rows.length === 0 ? <Nothing>{W.noUsage}</Nothing> : null}
      <ul className="divide-y divide-line">
        {[...months].map(([month, types]) => (
          <Line
            key={month}
            title={monthWords(month)}
            note={types.map(({ type, jobs }) => `${titleOf(type)} ${jobs}`).join(" · ")}
          >
            <span className="voice-machine">{W.usageJobs(types.reduce((sum, { jobs }) => sum + jobs, 0))}</span>
          </Line>
        ))}
      </ul>
    </Section>
  );
}

/** `2026-11` → November 2026 */
function monthWords(month: string): string {
  const format = new Intl.DateTimeFormat("en-NZ", { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

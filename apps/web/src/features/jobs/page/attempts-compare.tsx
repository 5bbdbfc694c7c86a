import { FAILURE_WORDS, STEP_STATUS_WORDS } from "@pumpd/model/words";
import type { ReactNode } from "react";
import { Time } from "@/components/time";
import type { JobAttempt, JobDetail } from "@/features/answers";
import { cn } from "@/lib/cn";
import { durationWords } from "@/lib/time";
import { ATTEMPT_ENDS } from "./attempt-row";
import { ATTEMPT_WORDS as W } from "./words";

const BYTES_A_MEGABYTE = 1_048_576;

type Fact = { key: string; label: string; of: (attempt: JobAttempt) => ReactNode };

const FACTS: readonly Fact[] = [
  { key: "ended", label: W.rows.ended, of: (attempt) => ATTEMPT_ENDS[attempt.status].words },
  { key: "why", label: W.rows.why, of: (attempt) => W.triggers[attempt.trigger] ?? attempt.trigger },
  { key: "began", label: W.rows.began, of: (attempt) => <Time at={attempt.startedAt} as="seconds" /> },
  { key: "took", label: W.rows.took, of: tookWords },
  {
    key: "failure",
    label: W.rows.failure,
    of: ({ failure }) => (failure ? FAILURE_WORDS[failure.code].headline(failure.about) : W.nothing),
  },
  { key: "counted", label: W.rows.counted, of: (attempt) => (attempt.isCharged ? W.yes : W.no) },
  { key: "worker", label: W.rows.worker, of: (attempt) => attempt.worker ?? W.nothing },
  {
    key: "memory",
    label: W.rows.memory,
    of: ({ peakMemoryBytes }) =>
      peakMemoryBytes === null ? W.nothing : W.megabytes(Math.round(peakMemoryBytes / BYTES_A_MEGABYTE)),
  },
];

/** Every try in a column: what differs between them is why one of them ended otherwise. */
export function AttemptsCompare({ attempts, plan }: Pick<JobDetail, "attempts" | "plan">) {
  const rows: Fact[] = [
    ...FACTS,
    ...plan.map(
      (step): Fact => ({ key: `step ${step.key}`, label: step.title, of: (one) => stepWords(one, step.key) }),
    ),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={W.title} className="overflow-x-auto px-4 py-3">
      <table className="min-w-full border-collapse text-13">
        <thead>
          <tr>
            <td />
            {attempts.map((attempt) => (
              <th key={attempt.number} scope="col" className="min-w-36 px-3 pb-2 text-left font-heading">
                {W.n(attempt.number)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line align-top">
              <th scope="row" className="py-1.5 pr-3 text-left font-regular whitespace-nowrap text-ink-3">
                {row.label}
              </th>
              {attempts.map((attempt) => (
                <td key={attempt.number} className={cn("max-w-72 px-3 py-1.5", toneOf(row, attempt))}>
                  {row.of(attempt)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function tookWords({ startedAt, endedAt }: JobAttempt): string {
  return endedAt ? durationWords(Date.parse(endedAt) - Date.parse(startedAt)) : W.nothing;
}

function stepWords(attempt: JobAttempt, key: string): string {
  const step = attempt.steps.find((one) => one.key === key);
  if (!step?.status) return W.nothing;
  const ms = step.startedAt && step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : undefined;
  return [STEP_STATUS_WORDS[step.status], ms === undefined ? undefined : durationWords(ms)].filter(Boolean).join(", ");
}

function toneOf(row: Fact, attempt: JobAttempt): string | undefined {
  return row.key === "failure" && attempt.failure ? "text-fail" : undefined;
}

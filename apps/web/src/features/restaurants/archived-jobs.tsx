"use client";
import { STATE_WORDS } from "@pumpd/model/words";
import { Archive } from "lucide-react";
import { Fold } from "@/components/fold";
import { Time } from "@/components/time";
import type { ArchivedJob } from "@/features/answers";
import { JobTitle } from "@/features/jobs/job-titles";
import { trpc } from "@/lib/trpc/client";
import { RESTAURANT_WORDS as W } from "./words";

/** What is left of old jobs: that they were, how they ended, who asked. Nothing without any. */
export function ArchivedJobs({ restaurantId }: { restaurantId: string }) {
  const archived = trpc.restaurants.archivedJobs.useQuery({ id: restaurantId });
  const rows: ArchivedJob[] = archived.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Fold icon={<Archive aria-hidden />} title={W.archived} note={W.archivedNote}>
      <ul className="divide-y divide-line px-4">
        {rows.map((job) => (
          <li key={job.id} className="py-2 text-13">
            <p>
              <JobTitle of={job} /> · {STATE_WORDS[wordOf(job)].word}
              {job.summary ? ` · ${job.summary}` : null}
            </p>
            <p className="text-12 text-ink-3">
              <Time at={job.completedAt} /> · <span className="voice-machine">{job.shortId}</span> · {job.askedBy}
            </p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function wordOf({ status, outcome }: ArchivedJob) {
  switch (status) {
    case "completed":
      return outcome === "partial" ? "needs_look" : "completed";
    case "failed":
    case "timeout":
      return "dismissed";
    default:
      return "cancelled";
  }
}

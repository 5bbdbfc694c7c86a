"use client";
import type { JobDetail } from "@/features/answers";
import { CompletedCard } from "./completed-card";
import { EndedCard } from "./ended-card";
import { InspectionCard } from "./inspection-card";
import { ReviewCard } from "./review-card";

/** The card that comes first once there is something to know or to decide. A job that moves has none. */
export function JobEnding({ job }: { job: JobDetail }) {
  switch (job.state) {
    case "completed":
    case "completed_by_hand":
    case "needs_look":
      return job.findings ? <InspectionCard job={job} findings={job.findings} /> : <CompletedCard job={job} />;
    case "needs_review":
      return <ReviewCard job={job} />;
    case "dismissed":
    case "replaced":
      return job.status === "completed" ? <CompletedCard job={job} /> : <EndedCard job={job} />;
    case "failed":
    case "timeout":
    case "cancelled":
    case "on_hold":
    case "retrying":
      return <EndedCard job={job} />;
    case "waiting":
    case "waiting_turn":
    case "waiting_slot":
    case "waiting_worker":
    case "handed_back":
    case "starting":
    case "running":
    case "stopping":
    case "checking":
    case "quiet":
    case "worker_quiet":
      return null;
  }
}

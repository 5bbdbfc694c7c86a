"use client";
import { Braces, History, ListChecks, ScrollText } from "lucide-react";
import { Fold } from "@/components/fold";
import type { JobDetail } from "@/features/answers";
import { JOB_WORDS as W } from "../words";
import { JobHistory } from "./job-history";
import { JobLog } from "./job-log";
import { JobTimeline } from "./job-timeline";

export function JobFolds({ job, hasSteps }: { job: JobDetail; hasSteps: boolean }) {
  const doneCount = job.plan.filter((step) => step.status === "done" || step.status === "kept").length;
  return (
    <div className={hasSteps ? "" : "border-t border-line"}>
      {hasSteps ? (
        <Fold icon={<ListChecks aria-hidden />} title={W.steps} note={`${doneCount} of ${job.plan.length} done`}>
          <JobTimeline job={job} />
        </Fold>
      ) : null}
      <Fold
        icon={<ScrollText aria-hidden />}
        title={W.log}
        note={job.logCount === 1 ? "1 line" : `${job.logCount} lines`}
      >
        <JobLog job={job} />
      </Fold>
      <Fold
        icon={<History aria-hidden />}
        title={W.history}
        note={job.events.length === 1 ? "1 entry" : `${job.events.length} entries`}
      >
        <JobHistory events={job.events} />
      </Fold>
      <Fold icon={<Braces aria-hidden />} title={W.input} note={W.noSecrets}>
        <pre className="voice-machine px-4 py-3 text-12 leading-5 break-words whitespace-pre-wrap">
          {JSON.stringify(job.input, null, 2)}
        </pre>
      </Fold>
    </div>
  );
}

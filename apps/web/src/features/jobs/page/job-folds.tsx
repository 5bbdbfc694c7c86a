"use client";
import { Braces, Columns3, History, ListChecks, ScrollText } from "lucide-react";
import { Fold } from "@/components/fold";
import type { JobDetail } from "@/features/answers";
import { JOB_WORDS as W } from "../words";
import { AttemptsCompare } from "./attempts-compare";
import { JobHistory } from "./job-history";
import { JobLog } from "./job-log";
import { JobTimeline } from "./job-timeline";
import { ATTEMPT_WORDS, FOLD_WORDS } from "./words";

type JobFoldsProps = { job: JobDetail; hasSteps: boolean; isLogOpen: boolean; onPicture: (id: string) => void };

export function JobFolds({ job, hasSteps, isLogOpen, onPicture }: JobFoldsProps) {
  const doneCount = job.plan.filter((step) => step.status === "done" || step.status === "kept").length;
  return (
    <div className={hasSteps ? "" : "border-t border-line"}>
      {hasSteps ? (
        <Fold icon={<ListChecks aria-hidden />} title={W.steps} note={FOLD_WORDS.stepsDone(doneCount, job.plan.length)}>
          <JobTimeline job={job} onPicture={onPicture} />
        </Fold>
      ) : null}
      {job.attempts.length > 1 ? (
        <Fold
          icon={<Columns3 aria-hidden />}
          title={ATTEMPT_WORDS.title}
          note={ATTEMPT_WORDS.note(job.attempts.length)}
        >
          <AttemptsCompare attempts={job.attempts} plan={job.plan} />
        </Fold>
      ) : null}
      <Fold icon={<ScrollText aria-hidden />} title={W.log} note={FOLD_WORDS.lines(job.logCount)} isOpen={isLogOpen}>
        <JobLog job={job} />
      </Fold>
      <Fold icon={<History aria-hidden />} title={W.history} note={FOLD_WORDS.entries(job.events.length)}>
        <JobHistory events={job.events} failure={job.failure} />
      </Fold>
      <Fold icon={<Braces aria-hidden />} title={W.input} note={W.noSecrets}>
        <pre className="voice-machine px-4 py-3 text-12 leading-5 break-words whitespace-pre-wrap">
          {JSON.stringify(job.input, null, 2)}
        </pre>
      </Fold>
    </div>
  );
}

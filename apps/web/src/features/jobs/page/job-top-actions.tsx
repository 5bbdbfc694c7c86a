"use client";
import { CircleStop, Ellipsis } from "lucide-react";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import type { JobDetail } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { useJobActions } from "../use-job-actions";
import { JOB_WORDS as W } from "../words";

/** While a job runs nothing is primary; Stop is outlined. */
export function JobTopActions({ job }: { job: JobDetail }) {
  const may = useMay("operator");
  const actions = useJobActions(job.id);
  const whyNot = may.may ? undefined : may.why;
  const isStopping = job.cancelRequestedAt !== null && job.status === "running";
  return (
    <>
      {job.canCancel && (job.status === "pending" || job.status === "running") ? (
        <MayButton whyNot={whyNot} onClick={actions.cancel} disabled={actions.isBusy || isStopping}>
          <CircleStop aria-hidden />
          {isStopping ? W.stopping : W.stop}
        </MayButton>
      ) : null}
      {job.canRetry && may.may ? (
        <Menu
          trigger={
            <Button look="ghost" size="icon" aria-label={W.more}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => actions.retry("start_over")}>{W.startOver}</MenuItem>
          <MenuItem onSelect={actions.dismiss}>{W.dismiss}</MenuItem>
        </Menu>
      ) : null}
    </>
  );
}

"use client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { JobDetail } from "@/features/answers";
import { useJobActions } from "../use-job-actions";
import { JOB_WORDS as W } from "../words";
import { RetryLines, retryLead } from "./retry-preview";
import { RETRY_WORDS } from "./words";

type RetryDialogProps = { job: JobDetail; isOpen: boolean; onClose: () => void };

/** The preview again, where a key or the menu asked for it: Enter goes on, and both ways of retrying stand here. */
export function RetryDialog({ job, isOpen, onClose }: RetryDialogProps) {
  const actions = useJobActions(job.id);
  const start = (how: "resume" | "start_over") => {
    actions.retry(how);
    onClose();
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={W.ifRetried}
      description={retryLead(job)}
      footer={
        <>
          <Button look="primary" autoFocus disabled={actions.isBusy} onClick={() => start("resume")}>
            {W.retry}
          </Button>
          <Button disabled={actions.isBusy} onClick={() => start("start_over")}>
            {W.startOver}
          </Button>
          <p className="max-w-[40ch] text-12 text-ink-3">{RETRY_WORDS.startOverNote}</p>
        </>
      }
    >
      <RetryLines job={job} />
    </Dialog>
  );
}

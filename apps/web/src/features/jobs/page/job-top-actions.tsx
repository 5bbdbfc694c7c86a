"use client";
import { CircleStop, Ellipsis } from "lucide-react";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import type { JobDetail } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { useJobActions } from "../use-job-actions";
import { JOB_WORDS as W } from "../words";
import { MENU_WORDS } from "./words";

type JobTopActionsProps = { job: JobDetail; onRetry: () => void; onCopy: () => void };

/** While a job runs nothing is primary; Stop is outlined. What keys do stands in the menu too. */
export function JobTopActions({ job, onRetry, onCopy }: JobTopActionsProps) {
  const may = useMay("operator");
  const actions = useJobActions(job.id);
  const whyNot = may.may ? undefined : may.why;
  const isStopping = job.cancelRequestedAt !== null && job.status === "running";
  const mayRetry = job.canRetry && may.may;
  return (
    <>
      {job.canCancel && (job.status === "pending" || job.status === "running") ? (
        <MayButton whyNot={whyNot} onClick={actions.cancel} disabled={actions.isBusy || isStopping}>
          <CircleStop aria-hidden />
          {isStopping ? W.stopping : W.stop}
        </MayButton>
      ) : null}
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={W.more}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {mayRetry ? <MenuItem onSelect={onRetry}>{MENU_WORDS.retry}</MenuItem> : null}
        {mayRetry ? <MenuItem onSelect={actions.dismiss}>{W.dismiss}</MenuItem> : null}
        <MenuItem onSelect={onCopy}>{MENU_WORDS.copyId(job.shortId)}</MenuItem>
        {job.links.portal ? (
          <MenuItem asChild>
            <a href={job.links.portal} target="_blank" rel="noreferrer">
              {W.openPortal}
            </a>
          </MenuItem>
        ) : null}
      </Menu>
    </>
  );
}
